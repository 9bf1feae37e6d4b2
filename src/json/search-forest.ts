import { at } from './at.ts'
import {
  isContainer,
  keyOf,
  kindOf,
  nodeText,
  stringPieces,
  stringValue,
  type JsonDocument,
} from './document.ts'
import { type Forest, Nursery } from './forest.ts'
import { foldedPattern } from './fold.ts'
import { documentAt } from './inside.ts'
import { nextTask } from './next-task.ts'
import { type PathPattern, pathPattern } from './path-pattern.ts'

/** How many matches are found at most. */
export const mostMatches = 10_000

/** How long the search keeps others waiting at a time, in milliseconds. */
const slice = 8

export type ForestMatches = {
  /** The forest, with the strings of JSON planted in which something matched. */
  readonly forest: Forest
  /** The ids of the nodes that match, in a reader's order. */
  readonly matches: Uint32Array
  /** Whether there are more than were found. */
  readonly limited: boolean
}

/**
 * Finds the nodes whose key, value or path holds a text, upper and lower case alike, in strings of JSON too. Strings
 * and keys are compared as what they mean, so no escape hides a match; numbers as they were sent. It works in slices,
 * between which the page goes on.
 * @throws the abort of the signal
 */
export async function searchForest(start: Forest, text: string, signal: AbortSignal): Promise<ForestMatches> {
  const search = new Search(start, text)
  const [doc] = start.docs
  if (doc && text !== '') {
    let until = performance.now() + slice
    for (const _ of search.walk(doc, 0)) {
      if (performance.now() < until) continue
      // One slice after the other is what this is.
      // oxlint-disable-next-line no-await-in-loop
      await nextTask()
      signal.throwIfAborted()
      until = performance.now() + slice
    }
  }
  signal.throwIfAborted()
  return search.result()
}

/** How many nodes are looked at between two looks at the clock. */
const nodesPerLook = 128

class Search {
  readonly #nursery: Nursery
  readonly #start: Forest
  readonly #test: RegExp
  /** Of what is sought, in UTF-16 units. */
  readonly #length: number
  readonly #isAtPath: PathPattern | null
  readonly #matches: number[] = []

  constructor(start: Forest, text: string) {
    this.#start = start
    this.#nursery = new Nursery(start)
    this.#test = foldedPattern(text, false)
    this.#length = text.length
    this.#isAtPath = pathPattern(text)
  }

  result(): ForestMatches {
    const limited = this.#matches.length > mostMatches
    return {
      forest: this.#nursery.forest(),
      matches: Uint32Array.from(limited ? this.#matches.slice(0, mostMatches) : this.#matches),
      limited,
    }
  }

  /** Looks at a document's nodes; each turn of the generator is a place to stop. */
  *walk(doc: JsonDocument, base: number): Generator<void, void> {
    for (let node = 0; node < doc.size && this.#matches.length <= mostMatches; node++) {
      const id = base + node
      // The root of a document in a string has neither a key nor a row: the string has them.
      const named = (base === 0 || node > 0) && this.#isNamed(doc, node, id)
      if (isContainer(doc, node)) {
        if (named) this.#matches.push(id)
      } else yield* this.#value(doc, node, id, named)
      if (node % nodesPerLook === 0) yield
    }
  }

  #isNamed(doc: JsonDocument, node: number, id: number): boolean {
    const key = keyOf(doc, node)
    return (key !== null && this.#test.test(key)) || (this.#isAtPath?.(this.#nursery.view, id) ?? false)
  }

  *#value(doc: JsonDocument, node: number, id: number, named: boolean): Generator<void, void> {
    const inside = documentAt(doc, node)
    const isLong = at(doc.ends, node) - at(doc.starts, node) > 100_000
    // A look at the clock between two things that take long.
    if (isLong) yield
    if (inside) {
      if (named) this.#matches.push(id)
      yield* this.#inside(inside, id)
    } else if (named || (isLong ? yield* this.#isInLong(doc, node) : this.#isIn(doc, node)))
      this.#matches.push(id)
    if (isLong) yield
  }

  #isIn(doc: JsonDocument, node: number): boolean {
    return this.#test.test(stringValue(doc, node) ?? nodeText(doc, node))
  }

  /** Whether a long string holds it: looked through piece by piece, each with the end of the one before. */
  *#isInLong(doc: JsonDocument, node: number): Generator<void, boolean> {
    if (kindOf(doc, node) !== 'string') return this.#isIn(doc, node)
    let end = ''
    for (const piece of stringPieces(doc, node)) {
      const window = end + piece
      if (this.#test.test(window)) return true
      end = window.slice(Math.max(0, window.length - this.#length + 1))
      yield
    }
    return false
  }

  /** JSON in a string is planted only when something in it matches: a thousand of them would be kept for nothing. */
  *#inside(inside: JsonDocument, host: number): Generator<void, void> {
    const before = this.#matches.length
    const known = this.#start.planted.get(host)
    if (known !== undefined) {
      const doc = this.#start.docs[known]
      if (doc) yield* this.walk(doc, this.#nursery.baseOf(known))
      return
    }
    const mark = this.#nursery.mark()
    const layer = this.#nursery.add(host, inside)
    yield* this.walk(inside, this.#nursery.baseOf(layer))
    if (this.#matches.length === before) this.#nursery.backTo(mark)
  }
}
