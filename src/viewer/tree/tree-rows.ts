import { getOrThrow } from '#json/parse/get-or-throw.ts'
import { compareDocumentOrder } from '#json/embedded/document-order.ts'
import { type DocumentSet, documentSetSize, parentIdOf } from '#json/embedded/embedded-documents.ts'

/**
 * The ids of the visible nodes, in order. The root's members are the first level: a row for the root would only indent
 * everything.
 * @param expanded 1 for every expanded id
 * @param visible 1 for every id that may be visible; null for all
 */
export function visibleRows(
  documents: DocumentSet,
  expanded: Uint8Array,
  visible: Uint8Array | null,
): Uint32Array {
  const rows = new Uint32Array(documentSetSize(documents))
  const [doc] = documents.docs
  const hasChildRows = documents.embedded.has(0) || (doc !== undefined && getOrThrow(doc.childCounts, 0) > 0)
  const count = addRows(documents, expanded, visible, rows, 0, {
    docIndex: 0,
    skipRoot: hasChildRows && !documents.embedded.has(0),
  })
  return rows.subarray(0, count)
}

type EmbeddedRows = { docIndex: number; skipRoot: boolean }

/** Appends the rows of one document. @returns the new number of rows */
function addRows(
  documents: DocumentSet,
  expanded: Uint8Array,
  visible: Uint8Array | null,
  rows: Uint32Array,
  start: number,
  { docIndex, skipRoot }: EmbeddedRows,
): number {
  const doc = documents.docs[docIndex]
  const idOffset = documents.idOffsets[docIndex] ?? 0
  if (!doc) return start
  let count = start
  // Nodes are in text order: the next row is the node after this one, or after its subtree.
  for (let node = skipRoot ? 1 : 0; node < doc.size;) {
    const id = idOffset + node
    if (visible && visible[id] !== 1) {
      node = getOrThrow(doc.subtreeEnds, node)
      continue
    }
    rows[count++] = id
    if (expanded[id] !== 1) {
      node = getOrThrow(doc.subtreeEnds, node)
      continue
    }
    const inner = documents.embedded.get(id)
    // Recursion is safe: each level of JSON in strings doubles the escapes, so it is never deep.
    if (inner !== undefined)
      count = addRows(documents, expanded, visible, rows, count, { docIndex: inner, skipRoot: true })
    node++
  }
  return count
}

/** The node's row, or the nearest row before it: an ancestor's when the node is in a collapsed subtree. */
export function rowIndexOf(documents: DocumentSet, rows: Uint32Array, id: number): number {
  let low = 0
  let high = rows.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (compareDocumentOrder(documents, getOrThrow(rows, middle), id) <= 0) low = middle
    else high = middle - 1
  }
  return low
}

/** Marks the ids that are visible when only matches and their ancestors are. */
export function visibleForMatches(documents: DocumentSet, matches: Uint32Array): Uint8Array {
  const visible = new Uint8Array(documentSetSize(documents))
  for (const match of matches) {
    for (let id = match; id >= 0 && visible[id] !== 1; id = parentIdOf(documents, id)) visible[id] = 1
  }
  return visible
}

/** Max number of sticky rows. */
const maxStickyRows = 4

/**
 * The sticky rows: ancestors that are scrolled out of view, outermost first. They cover the first rows in view, so they
 * are the ancestors of the first row below them.
 */
export function stickyAncestors(documents: DocumentSet, rows: Uint32Array, first: number): number[] {
  for (let covered = 0; covered <= maxStickyRows && first + covered < rows.length; covered++) {
    const hidden = topAncestorRows(documents, rows, first + covered).filter((row, i) => row < first + i)
    if (hidden.length <= covered) return hidden
  }
  return []
}

/** The rows of the outermost ancestors of a row, at most `maxStickyRows`. */
function topAncestorRows(documents: DocumentSet, rows: Uint32Array, row: number): number[] {
  const ancestors: number[] = []
  for (let id = parentIdOf(documents, getOrThrow(rows, row)); id >= 0; id = parentIdOf(documents, id))
    ancestors.push(id)
  // Looks up only these rows: 10,000 lookups would take longer than a frame. One more than needed: the root has no row.
  return ancestors
    .slice(-maxStickyRows - 1)
    .toReversed()
    .flatMap((id) => {
      const ancestor = rowIndexOf(documents, rows, id)
      return rows[ancestor] === id ? [ancestor] : []
    })
    .slice(0, maxStickyRows)
}
