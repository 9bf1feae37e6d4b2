import { at } from './at.ts'
import { type Forest, placeOf } from './forest.ts'

/*
 * Ids rise within a document, but a document in a string was numbered when it was planted: what comes first for a
 * reader is told by the way from the outermost document to the node.
 */

/** The nodes that lead to a node, one in each document on the way, outermost first. */
function wayTo(forest: Forest, id: number): number[] {
  const way: number[] = []
  for (let here = id; here >= 0;) {
    const { layer, node } = placeOf(forest, here)
    way.push(node)
    here = forest.hosts[layer] ?? -1
  }
  return way.toReversed()
}

function compareWays(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < a.length && i < b.length; i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0)
    if (difference !== 0) return difference
  }
  return a.length - b.length
}

/** Whether one node comes before another for a reader: negative when `a` does, 0 for the same node. */
export function compareInOrder(forest: Forest, a: number, b: number): number {
  return compareWays(wayTo(forest, a), wayTo(forest, b))
}

/** How many of the ids come before the node. @param ids in a reader's order */
export function countBefore(forest: Forest, ids: Uint32Array, id: number): number {
  return firstNotBefore(forest, ids, wayTo(forest, id))
}

/** How many of the ids stand below the node, JSON in strings included; itself not counted. @param ids in a reader's order */
export function countBelow(forest: Forest, ids: Uint32Array, id: number): number {
  const { doc, node } = placeOf(forest, id)
  const start = wayTo(forest, id)
  const after = [...start.slice(0, -1), at(doc.afters, node)]
  const from = firstNotBefore(forest, ids, start)
  const to = firstNotBefore(forest, ids, after)
  return to - from - (ids[from] === id ? 1 : 0)
}

function firstNotBefore(forest: Forest, ids: Uint32Array, way: readonly number[]): number {
  let low = 0
  for (let high = ids.length; low < high;) {
    const middle = (low + high) >> 1
    if (compareWays(wayTo(forest, at(ids, middle)), way) < 0) low = middle + 1
    else high = middle
  }
  return low
}
