import type { JsonDocument } from '#json/parse/document.ts'
import { JsonTextError } from '#json/parse/json-text-error.ts'

import { parseJsonAsync } from './worker-client.ts'

let lastId = 0

/** A text with its index, or with the error why it is not JSON. A class, so that React Query never copies it. */
export class ParsedText {
  /** Unique. Stands for the text in query keys, since hashing 20 MB takes too long. */
  readonly id = ++lastId
  readonly text: string
  readonly result: JsonDocument | JsonTextError

  constructor(text: string, result: JsonDocument | JsonTextError) {
    this.text = text
    this.result = result
  }
}

/**
 * Indexes a text that should be JSON. A large one is indexed in a worker.
 * @throws AbortError when the signal is aborted
 */
export async function parseText(text: string, signal?: AbortSignal): Promise<ParsedText> {
  try {
    return new ParsedText(text, await parseJsonAsync(text, signal))
  } catch (thrown) {
    if (thrown instanceof JsonTextError) return new ParsedText(text, thrown)
    throw thrown
  }
}
