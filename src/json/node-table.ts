/**
 * The nodes of a document, a column each, in the order of the text. Plain typed arrays, so that a worker can hand them
 * over without a copy. Offsets are UTF-16 units into the text.
 */
export type NodeTable = {
  /** 0 object, 1 array, 2 string, 3 number, 4 true, 5 false, 6 null. */
  readonly kinds: Uint8Array
  readonly starts: Uint32Array
  readonly ends: Uint32Array
  /** Offsets of the key with its quotes; both 0 where there is none (no key can start at 0). */
  readonly keyStarts: Uint32Array
  readonly keyEnds: Uint32Array
  /** -1 for the root. */
  readonly parents: Int32Array
  /** The index after the node's subtree: its next sibling, if it has one. */
  readonly afters: Uint32Array
  /** How many members or items. */
  readonly counts: Uint32Array
  /** Which member or item of its parent, from 0. */
  readonly positions: Uint32Array
  /** 0 for the root. */
  readonly depths: Uint32Array
}

/** A table that grows by doubling: how many nodes there are is known only at the end. */
export class NodeTableBuilder {
  size = 0
  #table = emptyTable(256)

  /** Adds a node whose end is not known yet. */
  open(kind: number, start: number, keyStart: number, keyEnd: number, parent: number): number {
    if (this.size === this.#table.kinds.length) this.#table = resized(this.#table, this.size * 2)
    const table = this.#table
    const node = this.size++
    table.kinds[node] = kind
    table.starts[node] = start
    table.keyStarts[node] = keyStart
    table.keyEnds[node] = keyEnd
    table.parents[node] = parent
    if (parent >= 0) {
      const position = table.counts[parent] ?? 0
      table.positions[node] = position
      table.counts[parent] = position + 1
      table.depths[node] = (table.depths[parent] ?? 0) + 1
    }
    return node
  }

  close(node: number, end: number): void {
    this.#table.ends[node] = end
    this.#table.afters[node] = this.size
  }

  kind(node: number): number {
    return this.#table.kinds[node] ?? 0
  }

  parent(node: number): number {
    return this.#table.parents[node] ?? -1
  }

  finish(): NodeTable {
    return resized(this.#table, this.size)
  }
}

function emptyTable(capacity: number): NodeTable {
  return {
    kinds: new Uint8Array(capacity),
    starts: new Uint32Array(capacity),
    ends: new Uint32Array(capacity),
    keyStarts: new Uint32Array(capacity),
    keyEnds: new Uint32Array(capacity),
    parents: new Int32Array(capacity),
    afters: new Uint32Array(capacity),
    counts: new Uint32Array(capacity),
    positions: new Uint32Array(capacity),
    depths: new Uint32Array(capacity),
  }
}

function resized(from: NodeTable, capacity: number): NodeTable {
  const to = emptyTable(capacity)
  to.kinds.set(from.kinds.subarray(0, capacity))
  to.starts.set(from.starts.subarray(0, capacity))
  to.ends.set(from.ends.subarray(0, capacity))
  to.keyStarts.set(from.keyStarts.subarray(0, capacity))
  to.keyEnds.set(from.keyEnds.subarray(0, capacity))
  to.parents.set(from.parents.subarray(0, capacity))
  to.afters.set(from.afters.subarray(0, capacity))
  to.counts.set(from.counts.subarray(0, capacity))
  to.positions.set(from.positions.subarray(0, capacity))
  to.depths.set(from.depths.subarray(0, capacity))
  return to
}
