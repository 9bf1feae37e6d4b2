import { at } from './at.ts'
import { childrenOf, keyOf, pathOf, type JsonDocument } from './document.ts'
import { documentAt } from './inside.ts'
import type { JsonPath } from './paths.ts'

/**
 * A document and the documents that stand in its strings, each indexed when it is first needed. The nodes of all are
 * numbered through: an id is a node's index after the nodes of the documents planted before. The root of a planted
 * document has an id too, but the string it stands in is what people see: its members are that string's children.
 */
export type Forest = {
  readonly docs: readonly JsonDocument[]
  /** The id of each document's root. */
  readonly bases: readonly number[]
  /** The id of the string each document stands in; -1 for the first. */
  readonly hosts: readonly number[]
  /** Which document stands in a string, by the string's id. */
  readonly planted: ReadonlyMap<number, number>
}

/** Where a node is: in which document, and as which of its nodes. */
export type Place = { readonly layer: number; readonly doc: JsonDocument; readonly node: number }

export function forestOf(doc: JsonDocument): Forest {
  return { docs: [doc], bases: [0], hosts: [-1], planted: new Map() }
}

/** How many ids there are. */
export function forestSize({ docs, bases }: Forest): number {
  return (bases.at(-1) ?? 0) + (docs.at(-1)?.size ?? 0)
}

/** @throws RangeError when there is no such node */
export function placeOf({ docs, bases }: Forest, id: number): Place {
  let layer = 0
  for (let high = bases.length - 1; layer < high;) {
    const middle = (layer + high + 1) >> 1
    if ((bases[middle] ?? 0) <= id) layer = middle
    else high = middle - 1
  }
  const doc = docs[layer]
  const node = id - (bases[layer] ?? 0)
  if (!doc || node < 0 || node >= doc.size) throw new RangeError(`No node ${id}.`)
  return { layer, doc, node }
}

/** Where the children of a node are: the node itself, or the root of the document planted in it. */
export function contentOf(forest: Forest, id: number): Place {
  const layer = forest.planted.get(id)
  const doc = layer === undefined ? undefined : forest.docs[layer]
  return layer === undefined || !doc ? placeOf(forest, id) : { layer, doc, node: 0 }
}

/** The ids of the members or items of a node, or of the JSON in it; none of a string whose JSON was not planted. */
export function* childIdsOf(forest: Forest, id: number): Generator<number, void> {
  const { layer, doc, node } = contentOf(forest, id)
  const base = forest.bases[layer] ?? 0
  for (const child of childrenOf(doc, node)) yield base + child
}

/** The id of the node it is a child of: the string, for the members of JSON in a string; -1 for the root of all. */
export function parentOf(forest: Forest, id: number): number {
  const { layer, doc, node } = placeOf(forest, id)
  const parent = at(doc.parents, node)
  if (parent > 0 || layer === 0) return parent < 0 ? -1 : (forest.bases[layer] ?? 0) + parent
  return forest.hosts[layer] ?? -1
}

/** Where a node is in the first document: the node itself, or the string it stands in, however many strings deep. */
export function outermostOf(forest: Forest, id: number): Place {
  let place = placeOf(forest, id)
  while (place.layer > 0) place = placeOf(forest, forest.hosts[place.layer] ?? 0)
  return place
}

/** The way from the root, which goes on inside strings. */
export function pathTo(forest: Forest, id: number): JsonPath {
  const parts: JsonPath[] = []
  for (let here = id; here >= 0;) {
    const { layer, doc, node } = placeOf(forest, here)
    parts.push(pathOf(doc, node))
    here = forest.hosts[layer] ?? -1
  }
  return parts.toReversed().flat()
}

/** The forest with the JSON in one more string; null when that string holds none, or the node is none. */
export function plant(forest: Forest, id: number): Forest | null {
  const nursery = new Nursery(forest)
  return nursery.plant(id) === null ? null : nursery.forest()
}

/**
 * Goes along a path, planting what it leads into. Of members of the same name it takes the first from which the rest
 * of the path can be gone.
 * @returns the node at the end of the path, or the furthest that was reached; `rest` is what of the path is not there
 */
export function follow(forest: Forest, path: JsonPath): { forest: Forest; id: number; rest: JsonPath } {
  const nursery = new Nursery(forest)
  const open = [{ id: 0, gone: 0 }]
  let furthest = { id: 0, gone: 0 }
  for (let way = open.pop(); way; way = open.pop()) {
    if (way.gone > furthest.gone) furthest = way
    if (way.gone === path.length) break
    nursery.plant(way.id)
    const { gone } = way
    const step = String(path[gone])
    const next = nursery.childrenNamed(way.id, step).map((id) => ({ id, gone: gone + 1 }))
    open.push(...next.toReversed())
  }
  return { forest: nursery.forest(), id: furthest.id, rest: path.slice(furthest.gone) }
}

/** A forest in the making: many documents are planted without a copy for each. */
export class Nursery {
  readonly #docs: JsonDocument[]
  readonly #bases: number[]
  readonly #hosts: number[]
  readonly #planted: Map<number, number>
  readonly #start: Forest

  constructor(start: Forest) {
    this.#start = start
    this.#docs = [...start.docs]
    this.#bases = [...start.bases]
    this.#hosts = [...start.hosts]
    this.#planted = new Map(start.planted)
  }

  /** The forest so far: the one it began with, when nothing was planted. */
  forest(): Forest {
    if (this.#docs.length === this.#start.docs.length) return this.#start
    return {
      docs: [...this.#docs],
      bases: [...this.#bases],
      hosts: [...this.#hosts],
      planted: new Map(this.#planted),
    }
  }

  /** @returns which document stands in the string; null when none does */
  plant(id: number): number | null {
    const known = this.#planted.get(id)
    if (known !== undefined) return known
    const { doc, node } = placeOf(this.view, id)
    const inside = documentAt(doc, node)
    return inside && this.add(id, inside)
  }

  /** Plants a document that was indexed elsewhere. @returns which of the documents it is */
  add(host: number, doc: JsonDocument): number {
    const layer = this.#docs.length
    this.#bases.push(forestSize(this.view))
    this.#docs.push(doc)
    this.#hosts.push(host)
    this.#planted.set(host, layer)
    return layer
  }

  /** How many documents there are, to come back to. */
  mark(): number {
    return this.#docs.length
  }

  /** Forgets the documents planted since. */
  backTo(mark: number): void {
    for (const host of this.#hosts.splice(mark)) this.#planted.delete(host)
    this.#docs.length = mark
    this.#bases.length = mark
  }

  /** The id of a document's root. */
  baseOf(layer: number): number {
    return this.#bases[layer] ?? 0
  }

  /** @param step a key, or a position in digits */
  childrenNamed(id: number, step: string): number[] {
    const { layer, doc, node } = contentOf(this.view, id)
    return Array.from(childrenOf(doc, node))
      .filter((child) => (keyOf(doc, child) ?? String(at(doc.positions, child))) === step)
      .map((child) => this.baseOf(layer) + child)
  }

  /** The forest as it stands, which later plantings go on changing. */
  get view(): Forest {
    return { docs: this.#docs, bases: this.#bases, hosts: this.#hosts, planted: this.#planted }
  }
}
