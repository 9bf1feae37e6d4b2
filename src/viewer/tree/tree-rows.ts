import { at } from '#json/at.ts'
import { compareInOrder } from '#json/forest-order.ts'
import { type Forest, forestSize, parentOf } from '#json/forest.ts'

/**
 * The ids of the nodes that show, in order. The members of the root are the first level: a row for the root alone would
 * only push everything to the right.
 * @param open 1 for every id that is unfolded
 * @param keep 1 for every id that may show; null for all
 */
export function rowsOf(forest: Forest, open: Uint8Array, keep: Uint8Array | null): Uint32Array {
  const rows = new Uint32Array(forestSize(forest))
  const [doc] = forest.docs
  const rootHasRows = forest.planted.has(0) || (doc !== undefined && at(doc.counts, 0) > 0)
  const count = addRows(forest, open, keep, rows, 0, {
    layer: 0,
    skipRoot: rootHasRows && !forest.planted.has(0),
  })
  return rows.subarray(0, count)
}

type Layer = { layer: number; skipRoot: boolean }

/** @returns how many rows there are then */
function addRows(
  forest: Forest,
  open: Uint8Array,
  keep: Uint8Array | null,
  rows: Uint32Array,
  start: number,
  { layer, skipRoot }: Layer,
): number {
  const doc = forest.docs[layer]
  const base = forest.bases[layer] ?? 0
  if (!doc) return start
  let count = start
  // Nodes stand in the order of the text: the next row is the node after this one, or after its subtree.
  for (let node = skipRoot ? 1 : 0; node < doc.size;) {
    const id = base + node
    if (keep && keep[id] !== 1) {
      node = at(doc.afters, node)
      continue
    }
    rows[count++] = id
    if (open[id] !== 1) {
      node = at(doc.afters, node)
      continue
    }
    const inner = forest.planted.get(id)
    // Each level of JSON in strings doubles the escapes: it is never deep.
    if (inner !== undefined)
      count = addRows(forest, open, keep, rows, count, { layer: inner, skipRoot: true })
    node++
  }
  return count
}

/** The row of the node, or of the nearest row before it: that of an ancestor, when it is folded away. */
export function rowOf(forest: Forest, rows: Uint32Array, id: number): number {
  let low = 0
  let high = rows.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (compareInOrder(forest, at(rows, middle), id) <= 0) low = middle
    else high = middle - 1
  }
  return low
}

/** Which ids show when only matches and what leads to them do. */
export function keepOf(forest: Forest, matches: Uint32Array): Uint8Array {
  const keep = new Uint8Array(forestSize(forest))
  for (const match of matches) {
    for (let id = match; id >= 0 && keep[id] !== 1; id = parentOf(forest, id)) keep[id] = 1
  }
  return keep
}

/** How many ancestors are pinned at most. */
const mostPins = 4

/**
 * The rows of the ancestors of what is in view that have been scrolled away, outermost first. They are pinned over the
 * first rows, and it is the first row that shows beneath them whose ancestors they are.
 */
export function pinnedRows(forest: Forest, rows: Uint32Array, first: number): number[] {
  for (let covered = 0; covered <= mostPins && first + covered < rows.length; covered++) {
    const hidden = outermostRows(forest, rows, first + covered).filter((row, i) => row < first + i)
    if (hidden.length <= covered) return hidden
  }
  return []
}

/** The rows of the outermost ancestors of a row, as many as can be pinned. */
function outermostRows(forest: Forest, rows: Uint32Array, row: number): number[] {
  const above: number[] = []
  for (let id = parentOf(forest, at(rows, row)); id >= 0; id = parentOf(forest, id)) above.push(id)
  // Looking up the row of each of 10,000 would take longer than a frame. One more than is needed: the root has none.
  return above
    .slice(-mostPins - 1)
    .toReversed()
    .flatMap((id) => {
      const ancestor = rowOf(forest, rows, id)
      return rows[ancestor] === id ? [ancestor] : []
    })
    .slice(0, mostPins)
}
