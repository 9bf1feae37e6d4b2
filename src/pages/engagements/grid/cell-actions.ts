import { formatDuration } from '#display/duration.ts'
import { textOfValue } from '#display/text-of-value.ts'
import { describeTime } from '#display/time.ts'
import { parseJsonPath } from '#json/paths.ts'
import { contactPiece, statusPiece, valuePiece, withPiece } from '#search/cell-pieces.ts'
import type { Piece } from '#search/grammar.ts'
import { parseStatus, type Question } from '#search/question.ts'

import type { ListedEngagement } from '#pages/engagements/columns.tsx'
import type { ValueLookup } from './cell-values.ts'

/** What can be done with a cell: ask something else of the list, or copy what the cell says. */
export type CellAction =
  | { readonly kind: 'ask'; readonly label: string; readonly change: Partial<Question> }
  | { readonly kind: 'copy'; readonly label: 'Copy'; readonly text: string }

type Cell = {
  row: ListedEngagement
  /** Null for the row as a whole, which stands for its contact. */
  column: string | null
  question: Question
  valueOf: ValueLookup
}

/** What the menu of a cell offers. Nothing for a cell that holds nothing. */
export function cellActions({ row, column, question, valueOf }: Cell): readonly CellAction[] {
  const { contact, status, started, updated, sid } = row
  switch (column) {
    case 'status':
      return status === null ? [] : [...statusFilters(status), copy(status)]
    case 'contact':
    case null:
      return contact === null ? [] : [...pieceFilters((not) => contactPiece(contact, not)), copy(contact)]
    case 'started':
      return started === null ? [] : [...timeFilters(started), copy(describeTime(started))]
    case 'updated':
      return updated === null ? [] : [copy(describeTime(updated))]
    case 'duration':
      return durationActions(row)
    case 'engagement':
      return sid === null ? [] : [copy(sid)]
    default:
      return valueActions(column)
  }

  function pieceFilters(piece: (not: boolean) => Piece): readonly CellAction[] {
    const text = (not: boolean) => withPiece(question.text, piece(not))
    return [
      { kind: 'ask', label: 'Filter for this', change: { text: text(false) } },
      { kind: 'ask', label: 'Exclude this', change: { text: text(true) } },
    ]
  }

  function statusFilters(name: string): readonly CellAction[] {
    const known = parseStatus(name)
    if (known === null) return pieceFilters((not) => statusPiece(name, not))
    // What has a control is asked for there. There is none for leaving one out.
    const text = withPiece(question.text, statusPiece(name, true))
    const other = question.status === known ? null : question.status
    return [
      { kind: 'ask', label: 'Filter for this', change: { status: known } },
      { kind: 'ask', label: 'Exclude this', change: { text, status: other } },
    ]
  }

  function valueActions(id: string): readonly CellAction[] {
    const path = parseJsonPath(id)
    const value = valueOf(row, id)
    if (path === null || value.state !== 'value') return []
    const only = valuePiece(path, value.text, false)
    const filters = only === null ? [] : pieceFilters((not) => ({ ...only, not }))
    return [...filters, copy(textOfValue(value.text))]
  }
}

function timeFilters(started: number): readonly CellAction[] {
  return [
    { kind: 'ask', label: 'Only before', change: { to: started } },
    { kind: 'ask', label: 'Only after', change: { from: started } },
  ]
}

/** How long a run takes is known once it has ended. */
function durationActions({ status, started, updated }: ListedEngagement): readonly CellAction[] {
  if (status === 'active' || started === null || updated === null) return []
  const seconds = Math.round((updated - started) / 1000)
  return [
    { kind: 'ask', label: 'Only this long or longer', change: { atLeast: seconds } },
    { kind: 'ask', label: 'Only this long or shorter', change: { atMost: seconds } },
    copy(formatDuration(updated - started)),
  ]
}

function copy(text: string): CellAction {
  return { kind: 'copy', label: 'Copy', text }
}
