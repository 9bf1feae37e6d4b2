import type { FlowSid } from '#contract/sid.ts'

import type { FlowDefinitionData } from '#pages/engagement/shared/use-flow-definition.ts'
import { CompareRevisionsButton } from './compare-revisions-button.tsx'
import { RevisionText } from './revision-text.tsx'

const matchTexts: Record<FlowDefinitionData['match'], string> = {
  exact: 'the one this run followed',
  unchanged: 'the last one published before this run started',
  changed: 'published after this run started, so the run may have followed another one',
  unknown: 'the run may have followed another one',
}

type RevisionLineProps = FlowDefinitionData & { flowSid: FlowSid }

/** Which revision of the flow is shown, whether the run followed it, and a button that compares it with another one. */
export function RevisionLine({ flowSid, revision, match }: RevisionLineProps) {
  if (revision === null || revision.revision === null) return null
  const { revision: number, date, message, author } = revision
  return (
    <div className="flex flex-wrap items-start gap-x-2">
      <p className="min-w-40 flex-1 text-xs text-muted">
        Revision {number}
        <RevisionText date={date} message={message} author={author} note={`: ${matchTexts[match]}.`} />
      </p>
      <CompareRevisionsButton flowSid={flowSid} revision={number} />
    </div>
  )
}
