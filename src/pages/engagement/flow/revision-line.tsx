import { parseTime } from '#format/time/time.ts'

import { ExternalText, Timestamp } from '#pages/shared/values.tsx'
import type { FlowDefinitionData } from '#pages/engagement/shared/use-flow-definition.ts'

const matchTexts: Record<FlowDefinitionData['match'], string> = {
  exact: 'the one this run followed',
  unchanged: 'not changed since this run started',
  changed: 'saved after this run started, so the run may have followed another one',
  unknown: 'the run may have followed another one',
}

/** Which revision of the flow is shown: its number, date, message and author, and whether the run followed it. */
export function RevisionLine({ revision, match }: FlowDefinitionData) {
  if (revision === null || revision.revision === null) return null
  const { revision: number, date, message, author } = revision
  return (
    <p className="text-xs text-muted">
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
  )
}
