/**
 * A queue that is fair between callers: they take turns, each with what it has waited for longest. While one waits, no
 * other has two turns.
 */
export class FairQueue<T> {
  // What is put first into a Map or a Set comes first out of it, and leaving from the middle costs nothing.
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

  /** @returns whether it was still waiting */
  remove(caller: string, item: T): boolean {
    const lane = this.#lanes.get(caller)
    if (!lane?.delete(item)) return false
    if (lane.size === 0) this.#lanes.delete(caller)
    this.#size--
    return true
  }

  /** Takes out whose turn it is; undefined where nobody waits. */
  next(): T | undefined {
    for (const [caller, lane] of this.#lanes) {
      for (const item of lane) {
        this.remove(caller, item)
        // Behind all others.
        if (lane.size > 0 && this.#lanes.delete(caller)) this.#lanes.set(caller, lane)
        return item
      }
    }
    return undefined
  }
}
