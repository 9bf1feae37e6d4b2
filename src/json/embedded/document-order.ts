import { getOrThrow } from '#json/parse/get-or-throw.ts'
import { type DocumentSet, resolveNode } from './embedded-documents.ts'

/*
 * Document order is the order on screen. Ids are ascending within one document, but an embedded document gets its ids
 * when it is added. So nodes are compared by their chain of ancestors from the outermost document.
 */

/** The node itself and the strings that contain it, one node per document, outermost first. */
function ancestorChain(documents: DocumentSet, id: number): number[] {
  const chain: number[] = []
  for (let currentId = id; currentId >= 0;) {
    const { docIndex, node } = resolveNode(documents, currentId)
    chain.push(node)
    currentId = documents.hostStringIds[docIndex] ?? -1
  }
  return chain.toReversed()
}

function compareChains(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < a.length && i < b.length; i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0)
    if (difference !== 0) return difference
  }
  return a.length - b.length
}

/** Compares two nodes by document order: negative when `a` comes first, 0 for the same node. */
export function compareDocumentOrder(documents: DocumentSet, a: number, b: number): number {
  return compareChains(ancestorChain(documents, a), ancestorChain(documents, b))
}

/** Number of `ids` before the node. @param ids in document order */
export function countBefore(documents: DocumentSet, ids: Uint32Array, id: number): number {
  return firstNotBefore(documents, ids, ancestorChain(documents, id))
}

/**
 * Number of `ids` in the node's subtree, including JSON in strings, without the node itself.
 * @param ids in document order
 */
export function countBelow(documents: DocumentSet, ids: Uint32Array, id: number): number {
  const { doc, node } = resolveNode(documents, id)
  const start = ancestorChain(documents, id)
  const after = [...start.slice(0, -1), getOrThrow(doc.subtreeEnds, node)]
  const from = firstNotBefore(documents, ids, start)
  const to = firstNotBefore(documents, ids, after)
  return to - from - (ids[from] === id ? 1 : 0)
}

function firstNotBefore(documents: DocumentSet, ids: Uint32Array, chain: readonly number[]): number {
  let low = 0
  for (let high = ids.length; low < high;) {
    const middle = (low + high) >> 1
    if (compareChains(ancestorChain(documents, getOrThrow(ids, middle)), chain) < 0) low = middle + 1
    else high = middle
  }
  return low
}
