import { GitCompareArrows } from 'lucide-react'
import { useState } from 'react'

import type { FlowSid } from '#contract/sid.ts'
import { parseTime } from '#format/time/time.ts'
import { Button } from '#ui/controls/button.tsx'

import { ExternalText, Timestamp } from '#pages/shared/values.tsx'
import type { FlowDefinitionData } from '#pages/engagement/shared/use-flow-definition.ts'
import { RevisionDialog } from './revision-dialog.tsx'

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
        {date !== null && (
          <>
            {' '}
            of <Timestamp ms={parseTime(date)} />
          </>
        )}
        : {matchTexts[match]}.
        {message !== null && (
          <>
            {' '}
            “<ExternalText text={message} />”
          </>
        )}
        {author !== null && (
          <span title={author}>
            {' '}
            by <span className="font-mono">…{author.slice(-6)}</span>
          </span>
        )}
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
