import { getOrThrow } from '#json/parse/get-or-throw.ts'
import { childrenOf, keyOf, pathOf, type JsonDocument } from '#json/parse/document.ts'
import { embeddedAt } from './embedded-json.ts'
import type { JsonPath } from '#json/path/json-path.ts'

/**
 * A document and the JSON documents embedded in its strings, each indexed when first needed. Ids number the nodes of all
 * documents: an id is the node's index plus the sizes of the documents added before. The root of an embedded document
 * has an id too, but only its string is displayed: the root's members are the children of that string.
 */
export type DocumentSet = {
  readonly docs: readonly JsonDocument[]
  /** The id of each document's root. */
  readonly idOffsets: readonly number[]
  /** The id of the string that contains each document; -1 for the first document. */
  readonly hostStringIds: readonly number[]
  /** Index of the embedded document, by the id of its string. */
  readonly embedded: ReadonlyMap<number, number>
}

/** A node and its document. */
export type NodeRef = { readonly docIndex: number; readonly doc: JsonDocument; readonly node: number }

export function createDocumentSet(doc: JsonDocument): DocumentSet {
  return { docs: [doc], idOffsets: [0], hostStringIds: [-1], embedded: new Map() }
}

/** Number of ids. */
export function documentSetSize({ docs, idOffsets }: DocumentSet): number {
  return (idOffsets.at(-1) ?? 0) + (docs.at(-1)?.size ?? 0)
}

/** @throws RangeError if there is no node with this id */
export function resolveNode({ docs, idOffsets }: DocumentSet, id: number): NodeRef {
  let docIndex = 0
  for (let high = idOffsets.length - 1; docIndex < high;) {
    const middle = (docIndex + high + 1) >> 1
    if ((idOffsets[middle] ?? 0) <= id) docIndex = middle
    else high = middle - 1
  }
  const doc = docs[docIndex]
  const node = id - (idOffsets[docIndex] ?? 0)
  if (!doc || node < 0 || node >= doc.size) throw new RangeError(`No node ${id}.`)
  return { docIndex, doc, node }
}

/** The node that has the children: the node itself, or the root of the document embedded in it. */
export function contentNode(documents: DocumentSet, id: number): NodeRef {
  const docIndex = documents.embedded.get(id)
  const doc = docIndex === undefined ? undefined : documents.docs[docIndex]
  return docIndex === undefined || !doc ? resolveNode(documents, id) : { docIndex, doc, node: 0 }
}

/** The ids of the children of a node, or of the document embedded in it. Strings that were not expanded have none. */
export function* childIdsOf(documents: DocumentSet, id: number): Generator<number, void> {
  const { docIndex, doc, node } = contentNode(documents, id)
  const idOffset = documents.idOffsets[docIndex] ?? 0
  for (const child of childrenOf(doc, node)) yield idOffset + child
}

/** The id of the parent; -1 for the root of the first document. The parent of an embedded root's member is the string. */
export function parentIdOf(documents: DocumentSet, id: number): number {
  const { docIndex, doc, node } = resolveNode(documents, id)
  const parent = getOrThrow(doc.parents, node)
  if (parent > 0 || docIndex === 0) return parent < 0 ? -1 : (documents.idOffsets[docIndex] ?? 0) + parent
  return documents.hostStringIds[docIndex] ?? -1
}

/** The node in the first document: the node itself, or the outermost string that contains it. */
export function topLevelNode(documents: DocumentSet, id: number): NodeRef {
  let ref = resolveNode(documents, id)
  while (ref.docIndex > 0) ref = resolveNode(documents, documents.hostStringIds[ref.docIndex] ?? 0)
  return ref
}

/** The path from the root of the first document. It continues inside strings. */
export function fullPathOf(documents: DocumentSet, id: number): JsonPath {
  const paths: JsonPath[] = []
  for (let currentId = id; currentId >= 0;) {
    const { docIndex, doc, node } = resolveNode(documents, currentId)
    paths.push(pathOf(doc, node))
    currentId = documents.hostStringIds[docIndex] ?? -1
  }
  return paths.toReversed().flat()
}

/** The set with the document embedded in a string; null if the node is no string with a JSON object or array. */
export function expandEmbedded(documents: DocumentSet, id: number): DocumentSet | null {
  const builder = new DocumentSetBuilder(documents)
  return builder.expand(id) === null ? null : builder.build()
}

/**
 * Resolves a path and adds the embedded documents on the way. Of duplicate keys it takes the first that leads to the end
 * of the path.
 * @returns the node at the end of the path, or the furthest one that exists; `missing` holds the remaining steps
 */
export function resolvePath(
  documents: DocumentSet,
  path: JsonPath,
): { documents: DocumentSet; id: number; missing: JsonPath } {
  const builder = new DocumentSetBuilder(documents)
  const pending = [{ id: 0, depth: 0 }]
  let furthest = { id: 0, depth: 0 }
  for (let candidate = pending.pop(); candidate; candidate = pending.pop()) {
    if (candidate.depth > furthest.depth) furthest = candidate
    if (candidate.depth === path.length) break
    builder.expand(candidate.id)
    const { depth } = candidate
    const step = String(path[depth])
    const next = builder.childrenByKey(candidate.id, step).map((id) => ({ id, depth: depth + 1 }))
    pending.push(...next.toReversed())
  }
  return { documents: builder.build(), id: furthest.id, missing: path.slice(furthest.depth) }
}

/** Builds a set with many new documents, without a copy for each. */
export class DocumentSetBuilder {
  readonly #docs: JsonDocument[]
  readonly #idOffsets: number[]
  readonly #hostStringIds: number[]
  readonly #embedded: Map<number, number>
  readonly #start: DocumentSet

  constructor(start: DocumentSet) {
    this.#start = start
    this.#docs = [...start.docs]
    this.#idOffsets = [...start.idOffsets]
    this.#hostStringIds = [...start.hostStringIds]
    this.#embedded = new Map(start.embedded)
  }

  /** A copy of the current set; the original one if no document was added. */
  build(): DocumentSet {
    if (this.#docs.length === this.#start.docs.length) return this.#start
    return {
      docs: [...this.#docs],
      idOffsets: [...this.#idOffsets],
      hostStringIds: [...this.#hostStringIds],
      embedded: new Map(this.#embedded),
    }
  }

  /** Adds the document embedded in a string. @returns its index; null if there is none */
  expand(id: number): number | null {
    const existing = this.#embedded.get(id)
    if (existing !== undefined) return existing
    const { doc, node } = resolveNode(this.current, id)
    const embedded = embeddedAt(doc, node)
    return embedded && this.add(id, embedded)
  }

  /** Adds a document that is already indexed. @returns its index */
  add(hostStringId: number, doc: JsonDocument): number {
    const docIndex = this.#docs.length
    this.#idOffsets.push(documentSetSize(this.current))
    this.#docs.push(doc)
    this.#hostStringIds.push(hostStringId)
    this.#embedded.set(hostStringId, docIndex)
    return docIndex
  }

  /** The number of documents, for `rollback`. */
  checkpoint(): number {
    return this.#docs.length
  }

  /** Removes the documents added since the checkpoint. */
  rollback(checkpoint: number): void {
    for (const host of this.#hostStringIds.splice(checkpoint)) this.#embedded.delete(host)
    this.#docs.length = checkpoint
    this.#idOffsets.length = checkpoint
  }

  /** The id of a document's root. */
  idOffsetOf(docIndex: number): number {
    return this.#idOffsets[docIndex] ?? 0
  }

  /** @param step a key, or a position as digits */
  childrenByKey(id: number, step: string): number[] {
    const { docIndex, doc, node } = contentNode(this.current, id)
    return Array.from(childrenOf(doc, node))
      .filter((child) => (keyOf(doc, child) ?? String(getOrThrow(doc.positions, child))) === step)
      .map((child) => this.idOffsetOf(docIndex) + child)
  }

  /** A live view of the set: later additions change it. */
  get current(): DocumentSet {
    return {
      docs: this.#docs,
      idOffsets: this.#idOffsets,
      hostStringIds: this.#hostStringIds,
      embedded: this.#embedded,
    }
  }
}
