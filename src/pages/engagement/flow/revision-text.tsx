import { parseTime } from '#format/time/time.ts'
import type { DefinedRevision } from '#twilio/defined-revision.ts'

import { ExternalText, Timestamp } from '#pages/shared/values.tsx'

type RevisionTextProps = Pick<DefinedRevision, 'date' | 'message' | 'author'> & {
  /** What else is said about it, before its message. */
  note?: string
}

/** What follows a revision's number: when it was saved, its message and its author, as far as they are known. */
export function RevisionText({ date, message, author, note = '' }: RevisionTextProps) {
  return (
    <>
      {date !== null && (
        <>
          {' '}
          of <Timestamp ms={parseTime(date)} />
        </>
      )}
      {note}
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
    </>
  )
}
