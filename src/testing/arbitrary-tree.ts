import * as fc from 'fast-check'

/** For tests: a JSON value as a tree that a ten-line model can walk, and many ways of writing it down. */
export type Tree =
  | { kind: 'string'; text: string }
  /** A number or a word, as it is sent. */
  | { kind: 'word'; text: string }
  | { kind: 'array'; items: Tree[] }
  | { kind: 'object'; members: [key: string, value: Tree][] }
  /** A string that is the JSON of an object or array. */
  | { kind: 'inside'; tree: Tree }

const letters = fc.constantFrom(...'aAbBkKsS01é É/"\\\n{[:,σςΣ'.split(''), '\u212a', '😀', '\u202e')
const text = fc.string({ unit: letters, maxLength: 6 })
/** Few keys, so that they repeat and that paths lead somewhere. */
export const treeKey = fc.constantFrom('a', 'b', '0', 'A', 'é', '"', '\\', '')

export const tree: fc.Arbitrary<Tree> = fc.letrec<{ tree: Tree; container: Tree }>((tie) => ({
  container: fc.oneof(
    fc.record({ kind: fc.constant('array' as const), items: fc.array(tie('tree'), { maxLength: 4 }) }),
    fc.record({
      kind: fc.constant('object' as const),
      members: fc.array(fc.tuple(treeKey, tie('tree')), { maxLength: 4 }),
    }),
  ),
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.record({ kind: fc.constant('string' as const), text }),
    fc.record({
      kind: fc.constant('word' as const),
      text: fc.constantFrom('0', '10', '1.0', '-1e9', '9007199254740993123', 'true', 'false', 'null'),
    }),
    tie('container'),
    fc.record({ kind: fc.constant('inside' as const), tree: tie('container') }),
  ),
})).tree

/**
 * Writes a tree as JSON.
 * @param choose a number below its argument, for each choice there is: which escape, which white space
 */
export function printTree(value: Tree, choose: (below: number) => number): string {
  const space = () => (choose(6) === 0 ? ' ' : '')
  const spaced = (inner: string) => space() + inner + space()
  switch (value.kind) {
    case 'string':
      return quote(value.text, choose)
    case 'word':
      return value.text
    case 'array':
      return `[${value.items.map((item) => spaced(printTree(item, choose))).join(',') || space()}]`
    case 'object':
      return `{${
        value.members
          .map(([key, member]) => `${spaced(quote(key, choose))}:${spaced(printTree(member, choose))}`)
          .join(',') || space()
      }}`
    case 'inside':
      return quote(spaced(printTree(value.tree, choose)), choose)
  }
}

function quote(meant: string, choose: (below: number) => number): string {
  const escape = (unit: number) => {
    const hex = unit.toString(16).padStart(4, '0')
    return String.raw`\u${choose(2) === 0 ? hex : hex.toUpperCase()}`
  }
  let quoted = ''
  for (const character of meant) {
    if (choose(12) === 0)
      quoted += Array.from({ length: character.length }, (_, i) => escape(character.charCodeAt(i))).join('')
    else if (character === '/' && choose(2) === 0) quoted += String.raw`\/`
    else quoted += JSON.stringify(character).slice(1, -1)
  }
  return `"${quoted}"`
}
