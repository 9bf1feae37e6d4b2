import type { JsonPath } from '#json/paths.ts'
import { createValueAt } from '#json/value-at.ts'
import { sliceText } from '#json/slice-text.ts'
import type { ContextTest } from '#search/search.ts'

import { pack } from './pack.ts'
import { createJudge, type Judge, type Judged } from './scan-page.ts'
import { createUnpacker } from './unpacker.ts'

/** A page's bytes, packed or not, and where in them the contexts or rows stand that are asked about: start and end of each. */
type Page = { bytes: Uint8Array<ArrayBuffer>; packed: boolean; spans: Uint32Array<ArrayBuffer> }

/** What a scanner can be asked about a page, or to do with one. */
export type ScanJobs = {
  /** Which contexts pass which tests, and where it was found in the first `mostFound` of them. */
  judge: { params: { page: Page; tests: readonly ContextTest[]; mostFound: number }; result: Judged }
  /** The value of each context at a path, as it was sent but cut; null where there is none. */
  values: { params: { page: Page; path: JsonPath; longest: number }; result: (string | null)[] }
  /** What stands at each place, as it was sent. */
  texts: { params: { page: Page }; result: string[] }
  /** The bytes of a page that was just read, packed. */
  pack: { params: { bytes: Uint8Array<ArrayBuffer> }; result: Uint8Array<ArrayBuffer> }
}

export type ScanName = keyof ScanJobs
export type Scanner = {
  [N in ScanName]: (params: ScanJobs[N]['params']) => Promise<ScanJobs[N]['result']>
}

/**
 * Looks into pages of contexts, one page at a time: whoever asks waits for the answer before asking again. Keeps room
 * for one page unpacked, and the tests it was asked last.
 */
export function createScanner(): Scanner {
  const unpack = createUnpacker()
  let last: { key: string; judge: Judge } | null = null

  function judgeFor(tests: readonly ContextTest[]): Judge {
    const key = JSON.stringify(tests)
    if (last?.key !== key) last = { key, judge: createJudge(tests) }
    return last.judge
  }

  const bytesOf = ({ bytes, packed }: Page) => (packed ? unpack(bytes) : Promise.resolve(bytes))

  return {
    judge: async ({ page, tests, mostFound }) => judgeFor(tests)(await bytesOf(page), page.spans, mostFound),

    values: async ({ page, path, longest }) => {
      const bytes = await bytesOf(page)
      const valueAt = createValueAt(path)
      return eachSpan(page, (start, end) => {
        const value = valueAt(bytes, start, end)
        return value === null || value.length <= longest ? value : `${value.slice(0, longest)}…`
      })
    },

    texts: async ({ page }) => {
      const bytes = await bytesOf(page)
      return eachSpan(page, (start, end) => sliceText(bytes, start, end))
    },

    pack: ({ bytes }) => pack(bytes),
  }
}

function eachSpan<T>({ spans }: Page, read: (start: number, end: number) => T): T[] {
  return Array.from({ length: spans.length / 2 }, (_, at) => read(spans[at * 2] ?? 0, spans[at * 2 + 1] ?? 0))
}
