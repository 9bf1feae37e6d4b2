import { getOrThrow } from '#json/parse/get-or-throw.ts'
import { canonicalDecimal } from './canonical-decimal.ts'
import { childrenOf, keyOf, kindOf, nodeText, stringValue, type JsonDocument } from '#json/parse/document.ts'

/**
 * Assigns class numbers to values of one or several documents: two nodes get the same number if, and only if, they have
 * the same value. Compares numbers by value, strings decoded, and objects regardless of key order; duplicate keys are
 * compared in their order.
 */
export class ValueInterner {
  readonly #classByKey = new Map<string, number>()

  /** The class of each node of a document. One pass from the end, without recursion, so any depth works. */
  classesOf(doc: JsonDocument): Uint32Array {
    const classes = new Uint32Array(doc.size)
    for (let node = doc.size - 1; node >= 0; node--)
      classes[node] = this.#intern(canonicalKey(doc, node, classes, this))
    return classes
  }

  /** The class of a string. Object keys are compared by it. */
  classOfString(text: string): number {
    return this.#intern(`s${text}`)
  }

  #intern(key: string): number {
    const existing = this.#classByKey.get(key)
    if (existing !== undefined) return existing
    this.#classByKey.set(key, this.#classByKey.size)
    return this.#classByKey.size - 1
  }
}

function canonicalKey(
  doc: JsonDocument,
  node: number,
  classes: Uint32Array,
  interner: ValueInterner,
): string {
  const kind = kindOf(doc, node)
  switch (kind) {
    case 'array':
      return `a${Array.from(childrenOf(doc, node), (child) => getOrThrow(classes, child)).join()}`
    case 'object': {
      const members = Array.from(childrenOf(doc, node), (child) => ({
        key: interner.classOfString(keyOf(doc, child) ?? ''),
        value: getOrThrow(classes, child),
      }))
      // Sorting is stable: duplicate keys keep their order.
      members.sort((a, b) => a.key - b.key)
      return `o${members.map(({ key, value }) => `${key}:${value}`).join()}`
    }
    case 'string':
      return `s${stringValue(doc, node) ?? ''}`
    case 'number':
      return `n${canonicalDecimal(nodeText(doc, node))}`
    case 'true':
    case 'false':
    case 'null':
      return kind
  }
}
