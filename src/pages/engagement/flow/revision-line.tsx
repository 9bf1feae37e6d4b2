import { GitCompareArrows } from 'lucide-react'
import { useState } from 'react'

import type { FlowSid } from '#contract/sid.ts'
import { Button } from '#ui/controls/button.tsx'

import type { FlowDefinitionData } from '#pages/engagement/shared/use-flow-definition.ts'
import { RevisionDialog } from './revision-dialog.tsx'
import { RevisionText } from './revision-text.tsx'

const matchTexts: Record<FlowDefinitionData['match'], string> = {
  exact: 'the one this run followed',
  unchanged: 'not changed since this run started',
  changed: 'saved after this run started, so the run may have followed another one',
  unknown: 'the run may have followed another one',
}

type RevisionLineProps = FlowDefinitionData & { flowSid: FlowSid }

/** Which revision of the flow is shown, whether the run followed it, and a button that compares it with another one. */
export function RevisionLine({ flowSid, revision, match }: RevisionLineProps) {
  const [isComparing, setComparing] = useState(false)
  if (revision === null || revision.revision === null) return null
  const { revision: number, date, message, author } = revision
  return (
    <div className="flex flex-wrap items-start gap-x-2">
      <p className="min-w-40 flex-1 text-xs text-muted">
        Revision {number}
        <RevisionText date={date} message={message} author={author} note={`: ${matchTexts[match]}.`} />
      </p>
      <Button
        size="sm"
        variant="quiet"
        aria-haspopup="dialog"
        icon={<GitCompareArrows aria-hidden size={14} />}
        onClick={() => setComparing(true)}
      >
        Compare revisions
      </Button>
      {isComparing && (
        <RevisionDialog flowSid={flowSid} revision={number} onClose={() => setComparing(false)} />
      )}
    </div>
  )
}
