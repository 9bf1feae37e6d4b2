/**
 * A queue that is fair between callers: round-robin, each caller's oldest item first. While a caller waits, no other is
 * served twice.
 */
export class FairQueue<T> {
  // Maps and Sets iterate in insertion order, and deleting from the middle is cheap.
  readonly #lanes = new Map<string, Set<T>>()
  #size = 0

  get size(): number {
    return this.#size
  }

  add(caller: string, item: T): void {
    const lane = this.#lanes.get(caller)
    if (lane) lane.add(item)
    else this.#lanes.set(caller, new Set([item]))
    this.#size++
  }

  has(caller: string, item: T): boolean {
    return this.#lanes.get(caller)?.has(item) ?? false
  }

  /** @returns whether it was still in the queue */
  remove(caller: string, item: T): boolean {
    const lane = this.#lanes.get(caller)
    if (!lane?.delete(item)) return false
    if (lane.size === 0) this.#lanes.delete(caller)
    this.#size--
    return true
  }

  /** Removes and returns the next item; undefined where the queue is empty. */
  next(): T | undefined {
    for (const [caller, lane] of this.#lanes) {
      for (const item of lane) {
        this.remove(caller, item)
        // Moves the caller behind all others.
        if (lane.size > 0 && this.#lanes.delete(caller)) this.#lanes.set(caller, lane)
        return item
      }
    }
    return undefined
  }
}
