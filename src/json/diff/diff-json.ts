import { alignSequences } from './align-sequences.ts'
import { getOrThrow } from '#json/parse/get-or-throw.ts'
import { childrenOf, isContainer, keyOf, kindOf, type JsonDocument } from '#json/parse/document.ts'
import { ValueInterner } from './value-interner.ts'

export const diffStatuses = ['same', 'nested', 'changed', 'added', 'removed'] as const
/** `nested`: an object or array on both sides that contains differences. */
export type DiffStatus = (typeof diffStatuses)[number]

/** The statuses as numbers in the table: indices into `diffStatuses`. */
const same = 0
const nested = 1
const changed = 2
const added = 3
const removed = 4

/**
 * The differences between two documents: both merged into one tree of entries, numbered in display order, parents before
 * children. All arrays have one element per entry.
 */
export type DiffTable = {
  /** The node on the left, or −1. */
  leftNodes: Int32Array
  /** The node on the right, or −1. */
  rightNodes: Int32Array
  /** Index into `diffStatuses`. */
  statuses: Uint8Array
  depths: Uint32Array
  /** The parent entry; −1 for a root. */
  parents: Int32Array
  /** The entry after its subtree. */
  subtreeEnds: Uint32Array
  /** Number of differences in its subtree, itself included. A subtree that was added or removed counts as one. */
  differenceCounts: Uint32Array
  /** 1 for objects whose common keys are in another order. */
  reordered: Uint8Array
}

export type JsonDiff = DiffTable & { left: JsonDocument; right: JsonDocument; size: number }

/**
 * Compares two documents. Pairs members by key, regardless of order; items by their longest common subsequence, and the
 * items between those by position. Compares numbers by value. Takes time in proportion to both texts, at any depth.
 */
export function diffJson(left: JsonDocument, right: JsonDocument): JsonDiff {
  const classes = new ValueInterner()
  const builder = new DiffBuilder(left, right, classes.classesOf(left), classes.classesOf(right))
  return { ...builder.build(), left, right, size: builder.size }
}

type Pair = { left: number; right: number }
type DiffEntry = Pair & { status: number; depth: number; parent: number }

class DiffBuilder {
  size = 0
  readonly #left: JsonDocument
  readonly #right: JsonDocument
  readonly #leftClasses: Uint32Array
  readonly #rightClasses: Uint32Array
  readonly #entries: DiffEntry[] = []
  readonly #reordered: number[] = []

  constructor(left: JsonDocument, right: JsonDocument, leftClasses: Uint32Array, rightClasses: Uint32Array) {
    this.#left = left
    this.#right = right
    this.#leftClasses = leftClasses
    this.#rightClasses = rightClasses
  }

  build(): DiffTable {
    const pending: DiffEntry[] = this.#classify([{ left: 0, right: 0 }], 0, -1).toReversed()
    for (let entry = pending.pop(); entry; entry = pending.pop()) {
      const index = this.#entries.push(entry) - 1
      const children = this.#classify(this.#childPairs(entry, index), entry.depth + 1, index)
      for (let i = children.length - 1; i >= 0; i--) {
        const child = children[i]
        if (child) pending.push(child)
      }
    }
    this.size = this.#entries.length
    return this.#toTable()
  }

  /** The children of an entry, left and right ones paired. */
  #childPairs({ left, right, status }: DiffEntry, index: number): Pair[] {
    if (status === changed) return []
    if (left < 0) return Array.from(childrenOf(this.#right, right), (child) => ({ left: -1, right: child }))
    if (right < 0) return Array.from(childrenOf(this.#left, left), (child) => ({ left: child, right: -1 }))
    if (kindOf(this.#left, left) !== 'object') return this.#pairItems(left, right)
    const { pairs, inOrder } = this.#pairMembers(left, right)
    if (!inOrder) this.#reordered.push(index)
    return pairs
  }

  /** Pairs members by key, in the order of the right side. A left-only member follows its predecessor on the left. */
  #pairMembers(left: number, right: number): { pairs: Pair[]; inOrder: boolean } {
    const leftByKey = new Map<string, number[]>()
    const lefts = [...childrenOf(this.#left, left)]
    for (const child of lefts) {
      const key = keyOf(this.#left, child) ?? ''
      const others = leftByKey.get(key)
      if (others) others.push(child)
      else leftByKey.set(key, [child])
    }
    for (const sameKey of leftByKey.values()) sameKey.reverse()
    const leftByRight = new Map<number, number>()
    const rights = [...childrenOf(this.#right, right)]
    for (const child of rights) {
      const counterpart = leftByKey.get(keyOf(this.#right, child) ?? '')?.pop()
      if (counterpart !== undefined) leftByRight.set(child, counterpart)
    }

    const leftOnly = new Set(lefts)
    for (const counterpart of leftByRight.values()) leftOnly.delete(counterpart)
    /** Left-only members by their predecessor on the left. Those without one come first. */
    const followers = new Map<number, Pair[]>()
    const pairs: Pair[] = []
    let following = pairs
    for (const child of lefts) {
      if (leftOnly.has(child)) {
        following.push({ left: child, right: -1 })
      } else {
        following = []
        followers.set(child, following)
      }
    }
    let inOrder = true
    let before = -1
    for (const child of rights) {
      const counterpart = leftByRight.get(child) ?? -1
      pairs.push({ left: counterpart, right: child })
      if (counterpart < 0) continue
      if (counterpart < before) inOrder = false
      before = counterpart
      for (const follower of followers.get(counterpart) ?? []) pairs.push(follower)
    }
    return { pairs, inOrder }
  }

  #pairItems(left: number, right: number): Pair[] {
    const lefts = [...childrenOf(this.#left, left)]
    const rights = [...childrenOf(this.#right, right)]
    const aligned = alignSequences(
      Uint32Array.from(lefts, (child) => getOrThrow(this.#leftClasses, child)),
      Uint32Array.from(rights, (child) => getOrThrow(this.#rightClasses, child)),
    )
    const pairs: Pair[] = []
    let i = 0
    let j = 0
    for (const [nextLeft, nextRight] of [...aligned, [lefts.length, rights.length] as const]) {
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

  /** Sets the status of each pair. A pair of different kinds, one of them a container, becomes two entries. */
  #classify(pairs: readonly Pair[], depth: number, parent: number): DiffEntry[] {
    const entries: DiffEntry[] = []
    for (const { left, right } of pairs) {
      if (left >= 0 && right >= 0) {
        const status = this.#statusOf(left, right)
        if (status !== null) {
          entries.push({ left, right, status, depth, parent })
          continue
        }
      }
      if (left >= 0) entries.push({ left, right: -1, status: removed, depth, parent })
      if (right >= 0) entries.push({ left: -1, right, status: added, depth, parent })
    }
    return entries
  }

  #statusOf(left: number, right: number): number | null {
    if (getOrThrow(this.#leftClasses, left) === getOrThrow(this.#rightClasses, right)) return same
    const kind = kindOf(this.#left, left)
    if (isContainer(this.#left, left) || isContainer(this.#right, right)) {
      return kind === kindOf(this.#right, right) ? nested : null
    }
    return changed
  }

  #toTable(): DiffTable {
    const entries = this.#entries
    const size = entries.length
    const depths = Uint32Array.from(entries, ({ depth }) => depth)
    const statuses = Uint8Array.from(entries, ({ status }) => status)
    const parents = Int32Array.from(entries, ({ parent }) => parent)
    const subtreeEnds = new Uint32Array(size)
    const differenceCounts = new Uint32Array(size)
    for (let entry = size - 1; entry >= 0; entry--) {
      let end = entry + 1
      while (end < size && getOrThrow(depths, end) > getOrThrow(depths, entry))
        end = getOrThrow(subtreeEnds, end)
      subtreeEnds[entry] = end
      const parent = getOrThrow(parents, entry)
      const status = getOrThrow(statuses, entry)
      if (status === changed) differenceCounts[entry] = 1
      if (status === added || status === removed)
        differenceCounts[entry] = parent >= 0 && statuses[parent] === status ? 0 : 1
      if (parent >= 0)
        differenceCounts[parent] = getOrThrow(differenceCounts, parent) + getOrThrow(differenceCounts, entry)
    }
    const reordered = new Uint8Array(size)
    for (const entry of this.#reordered) reordered[entry] = 1
    return {
      leftNodes: Int32Array.from(entries, ({ left }) => left),
      rightNodes: Int32Array.from(entries, ({ right }) => right),
      statuses,
      depths,
      parents,
      subtreeEnds,
      differenceCounts,
      reordered,
    }
  }
}

export function diffStatusOf(diff: JsonDiff, entry: number): DiffStatus {
  return diffStatuses[getOrThrow(diff.statuses, entry)] ?? 'same'
}

/** The node that displays an entry: the right one, or the left one if it was removed. */
export function displayedSide(
  { left, right, leftNodes, rightNodes }: JsonDiff,
  entry: number,
): { doc: JsonDocument; node: number } {
  const node = getOrThrow(rightNodes, entry)
  return node >= 0 ? { doc: right, node } : { doc: left, node: getOrThrow(leftNodes, entry) }
}
