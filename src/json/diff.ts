import { align } from './align.ts'
import { at } from './at.ts'
import { childrenOf, isContainer, keyOf, kindOf, type JsonDocument } from './document.ts'
import { ValueClasses } from './value-classes.ts'

export const diffMarks = ['same', 'inside', 'changed', 'added', 'removed'] as const
/** `inside`: an object or array that is on both sides, with differences in it. */
export type DiffMark = (typeof diffMarks)[number]

/** Numbers for the marks, as the table has them. */
const same = 0
const inside = 1
const changed = 2
const added = 3
const removed = 4

/**
 * What differs between two documents: both laid over each other as one tree, in entries numbered as they are shown, a
 * node before what is in it. All arrays have an element for each entry.
 */
export type DiffTable = {
  /** The node on the left, or −1. */
  lefts: Int32Array
  /** The node on the right, or −1. */
  rights: Int32Array
  /** Index into `diffMarks`. */
  marks: Uint8Array
  depths: Uint32Array
  /** The entry it is in; −1 for the root. */
  parents: Int32Array
  /** The entry after the last one in it. */
  ends: Uint32Array
  /** How many differences it is and has in it; something added whole, or removed, is one. */
  counts: Uint32Array
  /** 1 for objects whose common keys come in another order. */
  reordered: Uint8Array
}

export type JsonDiff = DiffTable & { left: JsonDocument; right: JsonDocument; size: number }

/**
 * The differences between two values: members are paired by key, whatever their order; items by their longest common
 * sequence, and what is between those by position. Numbers are the same when their value is, however written. Takes
 * time in proportion to both texts, however deep they are nested.
 */
export function diffJson(left: JsonDocument, right: JsonDocument): JsonDiff {
  const classes = new ValueClasses()
  const builder = new DiffBuilder(left, right, classes.of(left), classes.of(right))
  return { ...builder.build(), left, right, size: builder.size }
}

type Pair = { left: number; right: number }
type Open = Pair & { mark: number; depth: number; parent: number }

class DiffBuilder {
  size = 0
  readonly #left: JsonDocument
  readonly #right: JsonDocument
  readonly #leftClasses: Uint32Array
  readonly #rightClasses: Uint32Array
  readonly #entries: Open[] = []
  readonly #reordered: number[] = []

  constructor(left: JsonDocument, right: JsonDocument, leftClasses: Uint32Array, rightClasses: Uint32Array) {
    this.#left = left
    this.#right = right
    this.#leftClasses = leftClasses
    this.#rightClasses = rightClasses
  }

  build(): DiffTable {
    const open: Open[] = this.#marked([{ left: 0, right: 0 }], 0, -1).toReversed()
    for (let entry = open.pop(); entry; entry = open.pop()) {
      const index = this.#entries.push(entry) - 1
      const below = this.#marked(this.#pairsIn(entry, index), entry.depth + 1, index)
      for (let i = below.length - 1; i >= 0; i--) {
        const child = below[i]
        if (child) open.push(child)
      }
    }
    this.size = this.#entries.length
    return this.#table()
  }

  /** What stands in an entry, each of the left with its like on the right. */
  #pairsIn({ left, right, mark }: Open, index: number): Pair[] {
    if (mark === changed) return []
    if (left < 0) return Array.from(childrenOf(this.#right, right), (child) => ({ left: -1, right: child }))
    if (right < 0) return Array.from(childrenOf(this.#left, left), (child) => ({ left: child, right: -1 }))
    if (kindOf(this.#left, left) !== 'object') return this.#items(left, right)
    const { pairs, inOrder } = this.#members(left, right)
    if (!inOrder) this.#reordered.push(index)
    return pairs
  }

  /** Members by key: in the order of the right, and what is only on the left after what it followed there. */
  #members(left: number, right: number): { pairs: Pair[]; inOrder: boolean } {
    const named = new Map<string, number[]>()
    const lefts = [...childrenOf(this.#left, left)]
    for (const child of lefts) {
      const key = keyOf(this.#left, child) ?? ''
      const others = named.get(key)
      if (others) others.push(child)
      else named.set(key, [child])
    }
    for (const of of named.values()) of.reverse()
    const partner = new Map<number, number>()
    const rights = [...childrenOf(this.#right, right)]
    for (const child of rights) {
      const like = named.get(keyOf(this.#right, child) ?? '')?.pop()
      if (like !== undefined) partner.set(child, like)
    }

    const alone = new Set(lefts)
    for (const like of partner.values()) alone.delete(like)
    /** What is only on the left, by what it follows there; what comes first there comes first here. */
    const followers = new Map<number, Pair[]>()
    const pairs: Pair[] = []
    let following = pairs
    for (const child of lefts) {
      if (alone.has(child)) {
        following.push({ left: child, right: -1 })
      } else {
        following = []
        followers.set(child, following)
      }
    }
    let inOrder = true
    let before = -1
    for (const child of rights) {
      const like = partner.get(child) ?? -1
      pairs.push({ left: like, right: child })
      if (like < 0) continue
      if (like < before) inOrder = false
      before = like
      for (const follower of followers.get(like) ?? []) pairs.push(follower)
    }
    return { pairs, inOrder }
  }

  #items(left: number, right: number): Pair[] {
    const lefts = [...childrenOf(this.#left, left)]
    const rights = [...childrenOf(this.#right, right)]
    const fixed = align(
      Uint32Array.from(lefts, (child) => at(this.#leftClasses, child)),
      Uint32Array.from(rights, (child) => at(this.#rightClasses, child)),
    )
    const pairs: Pair[] = []
    let i = 0
    let j = 0
    for (const [nextLeft, nextRight] of [...fixed, [lefts.length, rights.length] as const]) {
      while (i < nextLeft || j < nextRight) {
        pairs.push({
          left: i < nextLeft ? (lefts[i++] ?? -1) : -1,
          right: j < nextRight ? (rights[j++] ?? -1) : -1,
        })
      }
      const pair = { left: lefts[i++] ?? -1, right: rights[j++] ?? -1 }
      if (pair.left >= 0) pairs.push(pair)
    }
    return pairs
  }

  /** Says of each pair what it is; one whose sides have nothing in common but their place becomes two. */
  #marked(pairs: readonly Pair[], depth: number, parent: number): Open[] {
    const entries: Open[] = []
    for (const { left, right } of pairs) {
      if (left >= 0 && right >= 0) {
        const mark = this.#markOf(left, right)
        if (mark !== null) {
          entries.push({ left, right, mark, depth, parent })
          continue
        }
      }
      if (left >= 0) entries.push({ left, right: -1, mark: removed, depth, parent })
      if (right >= 0) entries.push({ left: -1, right, mark: added, depth, parent })
    }
    return entries
  }

  #markOf(left: number, right: number): number | null {
    if (at(this.#leftClasses, left) === at(this.#rightClasses, right)) return same
    const kind = kindOf(this.#left, left)
    if (isContainer(this.#left, left) || isContainer(this.#right, right)) {
      return kind === kindOf(this.#right, right) ? inside : null
    }
    return changed
  }

  #table(): DiffTable {
    const entries = this.#entries
    const size = entries.length
    const depths = Uint32Array.from(entries, ({ depth }) => depth)
    const marks = Uint8Array.from(entries, ({ mark }) => mark)
    const parents = Int32Array.from(entries, ({ parent }) => parent)
    const ends = new Uint32Array(size)
    const counts = new Uint32Array(size)
    for (let entry = size - 1; entry >= 0; entry--) {
      let end = entry + 1
      while (end < size && at(depths, end) > at(depths, entry)) end = at(ends, end)
      ends[entry] = end
      const parent = at(parents, entry)
      const mark = at(marks, entry)
      if (mark === changed) counts[entry] = 1
      if (mark === added || mark === removed) counts[entry] = parent >= 0 && marks[parent] === mark ? 0 : 1
      if (parent >= 0) counts[parent] = at(counts, parent) + at(counts, entry)
    }
    const reordered = new Uint8Array(size)
    for (const entry of this.#reordered) reordered[entry] = 1
    return {
      lefts: Int32Array.from(entries, ({ left }) => left),
      rights: Int32Array.from(entries, ({ right }) => right),
      marks,
      depths,
      parents,
      ends,
      counts,
      reordered,
    }
  }
}

export function markOf(diff: JsonDiff, entry: number): DiffMark {
  return diffMarks[at(diff.marks, entry)] ?? 'same'
}

/** The side an entry is shown by: the right, and for what is removed the left. */
export function sideOf(
  { left, right, lefts, rights }: JsonDiff,
  entry: number,
): { doc: JsonDocument; node: number } {
  const node = at(rights, entry)
  return node >= 0 ? { doc: right, node } : { doc: left, node: at(lefts, entry) }
}
