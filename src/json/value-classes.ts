import { at } from './at.ts'
import { canonicalDecimal } from './decimal.ts'
import { childrenOf, keyOf, kindOf, nodeText, stringValue, type JsonDocument } from './document.ts'

/**
 * Numbers for values, of one document or several: two nodes get the same number if, and only if, they have the same
 * value. Numbers are compared by value, strings by what they say, objects whatever the order of their keys; of keys
 * that stand twice, the first is compared with the first.
 */
export class ValueClasses {
  readonly #known = new Map<string, number>()

  /** The class of each node of a document. However deep it is nested, it is gone through once, from its end. */
  of(doc: JsonDocument): Uint32Array {
    const classes = new Uint32Array(doc.size)
    for (let node = doc.size - 1; node >= 0; node--)
      classes[node] = this.#number(spell(doc, node, classes, this))
    return classes
  }

  /** The class of a string, as which an object's key is compared. */
  ofText(text: string): number {
    return this.#number(`s${text}`)
  }

  #number(spelling: string): number {
    const known = this.#known.get(spelling)
    if (known !== undefined) return known
    this.#known.set(spelling, this.#known.size)
    return this.#known.size - 1
  }
}

function spell(doc: JsonDocument, node: number, classes: Uint32Array, all: ValueClasses): string {
  const kind = kindOf(doc, node)
  switch (kind) {
    case 'array':
      return `a${Array.from(childrenOf(doc, node), (child) => at(classes, child)).join()}`
    case 'object': {
      const members = Array.from(childrenOf(doc, node), (child) => ({
        key: all.ofText(keyOf(doc, child) ?? ''),
        value: at(classes, child),
      }))
      // Sorting is stable: those of the same name keep their order.
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
