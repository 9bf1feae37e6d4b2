import * as fc from 'fast-check'

/** A JSON value as a tree that simple test models can traverse; `serializeTree` writes it in many notations. */
export type GeneratedTree =
  | { kind: 'string'; text: string }
  /** A number, `true`, `false` or `null`, as sent. */
  | { kind: 'literal'; text: string }
  | { kind: 'array'; items: GeneratedTree[] }
  | { kind: 'object'; members: [key: string, value: GeneratedTree][] }
  /** A string that contains the JSON of an object or array. */
  | { kind: 'embedded'; tree: GeneratedTree }

const letters = fc.constantFrom(...'aAbBkKsS01\'é É/"\\\n{[:,σςΣ'.split(''), '\u212a', '😀', '\u202e')
const shortText = fc.string({ unit: letters, maxLength: 6 })
/** Few keys, so that keys repeat and random paths often exist. */
export const treeKey = fc.constantFrom('a', 'b', '0', 'A', 'é', '"', '\\', '')

export const arbitraryTree: fc.Arbitrary<GeneratedTree> = fc.letrec<{
  tree: GeneratedTree
  container: GeneratedTree
}>((tie) => ({
  container: fc.oneof(
    fc.record({ kind: fc.constant('array' as const), items: fc.array(tie('tree'), { maxLength: 4 }) }),
    fc.record({
      kind: fc.constant('object' as const),
      members: fc.array(fc.tuple(treeKey, tie('tree')), { maxLength: 4 }),
    }),
  ),
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.record({ kind: fc.constant('string' as const), text: shortText }),
    fc.record({
      kind: fc.constant('literal' as const),
      text: fc.constantFrom('0', '10', '1.0', '-1e9', '9007199254740993123', 'true', 'false', 'null'),
    }),
    tie('container'),
    fc.record({ kind: fc.constant('embedded' as const), tree: tie('container') }),
  ),
})).tree

/**
 * Writes a tree as JSON.
 * @param choose returns a number below its argument; called for each choice of an escape or of white space
 */
export function serializeTree(value: GeneratedTree, choose: (below: number) => number): string {
  const space = () => (choose(6) === 0 ? ' ' : '')
  const spaced = (inner: string) => space() + inner + space()
  switch (value.kind) {
    case 'string':
      return quote(value.text, choose)
    case 'literal':
      return value.text
    case 'array':
      return `[${value.items.map((item) => spaced(serializeTree(item, choose))).join(',') || space()}]`
    case 'object':
      return `{${
        value.members
          .map(([key, member]) => `${spaced(quote(key, choose))}:${spaced(serializeTree(member, choose))}`)
          .join(',') || space()
      }}`
    case 'embedded':
      return quote(spaced(serializeTree(value.tree, choose)), choose)
  }
}

function quote(text: string, choose: (below: number) => number): string {
  const escape = (unit: number) => {
    const hex = unit.toString(16).padStart(4, '0')
    return String.raw`\u${choose(2) === 0 ? hex : hex.toUpperCase()}`
  }
  let quoted = ''
  for (const character of text) {
    if (choose(12) === 0)
      quoted += Array.from({ length: character.length }, (_, i) => escape(character.charCodeAt(i))).join('')
    else if (character === '/' && choose(2) === 0) quoted += String.raw`\/`
    else quoted += JSON.stringify(character).slice(1, -1)
  }
  return `"${quoted}"`
}
