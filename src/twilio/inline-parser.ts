import { rawEntries } from '#json/parse/raw-entries.ts'
import { stringifyUnsafeNumbers } from '#json/print/stringify-unsafe-numbers.ts'

import type { LosslessParser } from './client.ts'

/** A parser for a client outside the page's main thread: it parses right there. */
export async function loadInlineParser(): Promise<LosslessParser> {
  return { parseEntries: async (...args) => rawEntries(...args), stringifyUnsafeNumbers }
}
