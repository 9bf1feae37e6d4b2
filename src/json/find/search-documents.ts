import { getOrThrow } from '#json/parse/get-or-throw.ts'
import {
  isContainer,
  keyOf,
  kindOf,
  nodeText,
  stringChunks,
  stringValue,
  type JsonDocument,
} from '#json/parse/document.ts'
import { type DocumentSet, DocumentSetBuilder } from '#json/embedded/embedded-documents.ts'
import { caseInsensitivePattern } from './case-fold.ts'
import { embeddedAt } from '#json/embedded/embedded-json.ts'
import { yieldToEventLoop } from '#worker/yield-to-event-loop.ts'
import { type PathPattern, parsePathPattern } from './path-pattern.ts'

/** Max number of matches. */
export const maxMatches = 10_000

/** Max milliseconds of work before the search yields to the event loop. */
const sliceMs = 8

export type DocumentMatches = {
  /** The set, including the documents in strings that have a match inside. */
  readonly documents: DocumentSet
  /** The ids of the matching nodes, in document order. */
  readonly matches: Uint32Array
  /** Whether there are more matches than `maxMatches`. */
  readonly hasMore: boolean
}

/**
 * Finds the nodes whose key, value or path contains a text, case-insensitive, also in JSON inside strings. Compares
 * strings and keys decoded, so that no escape hides a match, and numbers as sent. Works in time slices, so that the page
 * stays responsive.
 * @throws the signal's abort reason
 */
export async function searchDocuments(
  start: DocumentSet,
  text: string,
  signal: AbortSignal,
): Promise<DocumentMatches> {
  const search = new MatchCollector(start, text)
  const [doc] = start.docs
  if (doc && text !== '') {
    let deadline = performance.now() + sliceMs
    for (const _ of search.walk(doc, 0)) {
      if (performance.now() < deadline) continue
      await yieldToEventLoop()
      signal.throwIfAborted()
      deadline = performance.now() + sliceMs
    }
  }
  signal.throwIfAborted()
  return search.result()
}

/** Nodes searched between two checks of the time. */
const nodesPerTimeCheck = 128

class MatchCollector {
  readonly #builder: DocumentSetBuilder
  readonly #start: DocumentSet
  readonly #pattern: RegExp
  /** In UTF-16 units. */
  readonly #queryLength: number
  readonly #matchesPath: PathPattern | null
  readonly #matches: number[] = []

  constructor(start: DocumentSet, text: string) {
    this.#start = start
    this.#builder = new DocumentSetBuilder(start)
    this.#pattern = caseInsensitivePattern(text, false)
    this.#queryLength = text.length
    this.#matchesPath = parsePathPattern(text)
  }

  result(): DocumentMatches {
    const hasMore = this.#matches.length > maxMatches
    return {
      documents: this.#builder.build(),
      matches: Uint32Array.from(hasMore ? this.#matches.slice(0, maxMatches) : this.#matches),
      hasMore,
    }
  }

  /** Searches a document's nodes. Each `yield` is a point where the caller may pause. */
  *walk(doc: JsonDocument, idOffset: number): Generator<void, void> {
    for (let node = 0; node < doc.size && this.#matches.length <= maxMatches; node++) {
      const id = idOffset + node
      // The root of an embedded document has no key and no row: its string has them.
      const isNamed = (idOffset === 0 || node > 0) && this.#matchesName(doc, node, id)
      if (isContainer(doc, node)) {
        if (isNamed) this.#matches.push(id)
      } else yield* this.#searchValue(doc, node, id, isNamed)
      if (node % nodesPerTimeCheck === 0) yield
    }
  }

  #matchesName(doc: JsonDocument, node: number, id: number): boolean {
    const key = keyOf(doc, node)
    return (
      (key !== null && this.#pattern.test(key)) || (this.#matchesPath?.(this.#builder.current, id) ?? false)
    )
  }

  *#searchValue(doc: JsonDocument, node: number, id: number, isNamed: boolean): Generator<void, void> {
    const embedded = embeddedAt(doc, node)
    const isLong = getOrThrow(doc.ends, node) - getOrThrow(doc.starts, node) > 100_000
    // Checks the time between two slow operations.
    if (isLong) yield
    if (embedded) {
      if (isNamed) this.#matches.push(id)
      yield* this.#searchEmbedded(embedded, id)
    } else if (
      isNamed ||
      (isLong ? yield* this.#matchesLongString(doc, node) : this.#matchesValue(doc, node))
    )
      this.#matches.push(id)
    if (isLong) yield
  }

  #matchesValue(doc: JsonDocument, node: number): boolean {
    return this.#pattern.test(stringValue(doc, node) ?? nodeText(doc, node))
  }

  /** Searches a long string chunk by chunk, each together with the end of the previous one. */
  *#matchesLongString(doc: JsonDocument, node: number): Generator<void, boolean> {
    if (kindOf(doc, node) !== 'string') return this.#matchesValue(doc, node)
    let end = ''
    for (const chunk of stringChunks(doc, node)) {
      const window = end + chunk
      if (this.#pattern.test(window)) return true
      end = window.slice(Math.max(0, window.length - this.#queryLength + 1))
      yield
    }
    return false
  }

  /** Keeps an embedded document only if it has a match, to save memory. */
  *#searchEmbedded(embedded: JsonDocument, host: number): Generator<void, void> {
    const before = this.#matches.length
    const existing = this.#start.embedded.get(host)
    if (existing !== undefined) {
      const doc = this.#start.docs[existing]
      if (doc) yield* this.walk(doc, this.#builder.idOffsetOf(existing))
      return
    }
    const checkpoint = this.#builder.checkpoint()
    const docIndex = this.#builder.add(host, embedded)
    yield* this.walk(embedded, this.#builder.idOffsetOf(docIndex))
    if (this.#matches.length === before) this.#builder.rollback(checkpoint)
  }
}
