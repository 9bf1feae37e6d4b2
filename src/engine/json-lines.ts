import { maskJson } from '#display/mask.ts'
import { oneLine } from '#json/one-line.ts'

import type { Place } from './context-places.ts'
import { textsAt } from './texts-at.ts'
import type { Lines, LinesOptions } from './export-lines.ts'
import { withContext } from './with-context.ts'

const nowhere: Place = { page: 0, start: 0, end: 0 }

/**
 * A line an engagement: its JSON as it was sent, each digit and escape of what is not masked, without line breaks.
 * @see https://jsonlines.org
 */
export function jsonLines({ rows, form, ...shelf }: LinesOptions): Lines {
  const { store, contexts } = rows
  const told = { guarded: 0, empty: 0 }

  /** Where the context is, if it was read apart from what is known of the row by now. */
  function apart(row: number): Place {
    const place = store.placeOf(row)
    const context = contexts.at(row)
    const isWithin = context.page === place.page && context.start >= place.start && context.end <= place.end
    return contexts.isHere(row) && !isWithin ? context : nowhere
  }

  return {
    type: 'application/jsonl',
    head: '',
    told,
    weightOf: (row) => lengthOf(store.placeOf(row)) + lengthOf(apart(row)),
    of: async (some) => {
      const numbers = [...some]
      // All places at the same time: what is read again meanwhile stands elsewhere.
      const [texts, others] = await Promise.all([
        textsAt(
          shelf,
          numbers.map((row) => store.placeOf(row)),
        ),
        textsAt(shelf, numbers.map(apart)),
      ])
      return (at) => {
        if (!contexts.isHere(numbers[at] ?? 0)) told.empty++
        const text = texts[at] ?? ''
        const context = others[at] ?? ''
        const line = oneLine(context === '' ? text : withContext(text, context))
        return `${form.masked ? maskJson(line) : line}\n`
      }
    },
  }
}

const lengthOf = ({ start, end }: Place) => end - start
