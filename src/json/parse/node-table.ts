/**
 * The nodes of a document in text order, one array per field. Plain typed arrays, so that a worker can transfer them
 * without a copy. Offsets are UTF-16 units into the text.
 */
export type NodeTable = {
  /** 0 object, 1 array, 2 string, 3 number, 4 true, 5 false, 6 null. */
  readonly kinds: Uint8Array
  readonly starts: Uint32Array
  readonly ends: Uint32Array
  /** Offsets of the key with its quotes; both 0 if there is none (no key can start at 0). */
  readonly keyStarts: Uint32Array
  readonly keyEnds: Uint32Array
  /** -1 for the root. */
  readonly parents: Int32Array
  /** The node after the subtree: the next sibling, if there is one. */
  readonly subtreeEnds: Uint32Array
  /** Number of members or items. */
  readonly childCounts: Uint32Array
  /** Index among the members or items of its parent. */
  readonly positions: Uint32Array
  /** 0 for the root. */
  readonly depths: Uint32Array
}

/** A table that grows by doubling, since the number of nodes is known only at the end. */
export class NodeTableBuilder {
  size = 0
  #table = emptyTable(256)

  /** Adds a node. `close` sets its end. @returns the node */
  open(kind: number, start: number, keyStart: number, keyEnd: number, parent: number): number {
    if (this.size === this.#table.kinds.length) this.#table = resize(this.#table, this.size * 2)
    const table = this.#table
    const node = this.size++
    table.kinds[node] = kind
    table.starts[node] = start
    table.keyStarts[node] = keyStart
    table.keyEnds[node] = keyEnd
    table.parents[node] = parent
    if (parent >= 0) {
      const position = table.childCounts[parent] ?? 0
      table.positions[node] = position
      table.childCounts[parent] = position + 1
      table.depths[node] = (table.depths[parent] ?? 0) + 1
    }
    return node
  }

  close(node: number, end: number): void {
    this.#table.ends[node] = end
    this.#table.subtreeEnds[node] = this.size
  }

  kind(node: number): number {
    return this.#table.kinds[node] ?? 0
  }

  parent(node: number): number {
    return this.#table.parents[node] ?? -1
  }

  build(): NodeTable {
    return resize(this.#table, this.size)
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
    subtreeEnds: new Uint32Array(capacity),
    childCounts: new Uint32Array(capacity),
    positions: new Uint32Array(capacity),
    depths: new Uint32Array(capacity),
  }
}

function resize(from: NodeTable, capacity: number): NodeTable {
  const to = emptyTable(capacity)
  to.kinds.set(from.kinds.subarray(0, capacity))
  to.starts.set(from.starts.subarray(0, capacity))
  to.ends.set(from.ends.subarray(0, capacity))
  to.keyStarts.set(from.keyStarts.subarray(0, capacity))
  to.keyEnds.set(from.keyEnds.subarray(0, capacity))
  to.parents.set(from.parents.subarray(0, capacity))
  to.subtreeEnds.set(from.subtreeEnds.subarray(0, capacity))
  to.childCounts.set(from.childCounts.subarray(0, capacity))
  to.positions.set(from.positions.subarray(0, capacity))
  to.depths.set(from.depths.subarray(0, capacity))
  return to
}
