import { maskJson } from '#privacy/mask.ts'
import { toSingleLine } from '#json/print/to-single-line.ts'

import type { PageLocation } from '#engine/store/context-locations.ts'
import { readTexts } from './read-spans.ts'
import type { LineWriter, LineWriterOptions } from './line-writer.ts'
import { mergeContext } from './merge-context.ts'

const noLocation: PageLocation = { page: 0, start: 0, end: 0 }

/**
 * Writes one line per engagement: its JSON exactly as sent (except what is masked), without line breaks.
 * @see https://jsonlines.org
 */
export function createJsonLinesWriter({ store, exportOptions, ...reader }: LineWriterOptions): LineWriter {
  const { pageStore, contexts } = store
  const stats = { escapedCells: 0, missingContexts: 0 }

  /** The location of a loaded context that is not inside the row's own JSON. */
  function separateContext(row: number): PageLocation {
    const location = pageStore.rowLocation(row)
    const context = contexts.at(row)
    const isWithin =
      context.page === location.page && context.start >= location.start && context.end <= location.end
    return contexts.isLoaded(row) && !isWithin ? context : noLocation
  }

  return {
    mimeType: 'application/jsonl',
    header: '',
    stats,
    byteCost: (row) => lengthOf(pageStore.rowLocation(row)) + lengthOf(separateContext(row)),
    prepare: async (rowNumbers) => {
      const numbers = [...rowNumbers]
      // Get all locations before the first await: rows that are loaded again meanwhile move to other pages.
      const [texts, contextTexts] = await Promise.all([
        readTexts(
          reader,
          numbers.map((row) => pageStore.rowLocation(row)),
        ),
        readTexts(reader, numbers.map(separateContext)),
      ])
      return (index) => {
        if (!contexts.isLoaded(numbers[index] ?? 0)) stats.missingContexts++
        const text = texts[index] ?? ''
        const context = contextTexts[index] ?? ''
        const line = toSingleLine(context === '' ? text : mergeContext(text, context))
        return `${exportOptions.maskPersonalData ? maskJson(line) : line}\n`
      }
    },
  }
}

const lengthOf = ({ start, end }: PageLocation) => end - start
