import { keepPreviousData, useQuery } from '@tanstack/react-query'

import type { EngagementSid, FlowSid } from '#contract/sid.ts'
import type { EngagementRow, RowsInView } from '#engine/protocol.ts'
import { rowsQuery } from '#queries/engagement.ts'
import { contactPiece, withPiece } from '#search/cell-pieces.ts'
import { everything, type Question } from '#search/question.ts'

/** Of how many of a contact's runs the newest are shown. */
export const mostRuns = 200

/** How often the engine is asked again, in ms, as the list goes on being read. It costs no request. */
const askAgain = 3000
const untilRead = 300

/** What asks for all runs of one contact, newest first. */
export function questionOf(contact: string): Question {
  return { ...everything, text: withPiece('', contactPiece(contact, false)) }
}

/** The newest of a contact's runs, of those read; null while they are looked for, and without a contact. */
export function useContactRuns(flowSid: FlowSid, contact: string | null): RowsInView | null {
  const { data } = useQuery({
    ...rowsQuery({ flowSid, question: questionOf(contact ?? ''), from: 0, size: mostRuns }),
    enabled: contact !== null && contact !== '',
    placeholderData: keepPreviousData,
    // Before the list has any row, it is waited for.
    refetchInterval: ({ state }) => (state.data?.read === 0 ? untilRead : askAgain),
  })
  return contact ? (data ?? null) : null
}

/** The oldest run of the contact that is still active and began before this one: it is the one that gets its messages. */
export function blockingRun(
  runs: RowsInView | null,
  { sid, started }: { sid: EngagementSid; started: number | null },
): EngagementRow | null {
  if (runs === null || started === null) return null
  return (
    runs.rows.findLast(
      (row) => row.status === 'active' && row.sid !== sid && row.started !== null && row.started < started,
    ) ?? null
  )
}
