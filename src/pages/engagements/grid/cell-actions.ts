import { parseStatus, type Question } from '#search/question.ts'
import { parseJsonPath } from '#json/paths.ts'
import { parsePieces, printPiece, type Aim } from '#search/grammar.ts'
import { describeTime } from '#display/time.ts'
import { formatDuration } from '#display/duration.ts'

import type { ListedEngagement } from '#pages/engagements/columns.tsx'
import { textOfValue, type ValueLookup } from './cell-values.ts'

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
      return status === null ? [] : [...statusFilters(status, question), copy(status)]
    case 'contact':
    case null:
      return contact === null ? [] : [...textFilters('contact', contact, question), copy(contact)]
    case 'started':
      return started === null ? [] : [...timeFilters(started), copy(describeTime(started))]
    case 'updated':
      return updated === null ? [] : [copy(describeTime(updated))]
    case 'duration':
      return durationActions(row)
    case 'engagement':
      return sid === null ? [] : [copy(sid)]
    default:
      return valueActions()
  }

  function valueActions(): readonly CellAction[] {
    const path = parseJsonPath(column ?? '')
    const value = valueOf(row, column ?? '')
    if (path === null || value.state !== 'value') return []
    const text = textOfValue(value.text)
    const whole = /^[[{]/.test(value.text) || text === ''
    return [...(whole ? [] : textFilters(path, text, question)), copy(text)]
  }
}

function statusFilters(status: string, question: Question): readonly CellAction[] {
  const known = parseStatus(status)
  const [only, none] = textFilters('status', status, question)
  if (known === null) return [only, none]
  // What has a control is asked for there.
  const others = question.status === known ? null : question.status
  return [
    { ...only, change: { status: known } },
    { ...none, change: { ...none.change, status: others } },
  ]
}

function textFilters(
  aim: 'contact' | 'status' | readonly (string | number)[],
  text: string,
  question: Question,
) {
  const at: Aim = typeof aim === 'string' ? { at: 'field', field: aim } : { at: 'path', path: aim }
  const change = (not: boolean) => {
    const typed = printPiece({ not, aim: at, value: { how: 'exact', text } })
    const known = question.text.trim()
    const twice = parsePieces(known).some((piece) => piece.typed === typed)
    return { text: twice ? known : `${known} ${typed}`.trim() }
  }
  return [
    { kind: 'ask', label: 'Filter for this', change: change(false) },
    { kind: 'ask', label: 'Exclude this', change: change(true) },
  ] as const satisfies readonly CellAction[]
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
