/**
 * A queue that is fair between callers: round-robin, each caller's oldest item first. While a caller waits, `next` serves
 * no other twice, unless that caller is skipped.
 */
export class FairQueue<T> {
  // Maps and Sets iterate in insertion order, and deleting from the middle is cheap.
  readonly #lanes = new Map<string, Lane<T>>()
  #size = 0

  get size(): number {
    return this.#size
  }

  add(caller: string, item: T): void {
    const lane = this.#lanes.get(caller)
    if (lane) lane.items.add(item)
    else this.#lanes.set(caller, { items: new Set([item]), wasServed: false })
    this.#size++
  }

  has(caller: string, item: T): boolean {
    return this.#lanes.get(caller)?.items.has(item) ?? false
  }

  /** @returns whether it was still in the queue */
  remove(caller: string, item: T): boolean {
    const lane = this.#lanes.get(caller)
    if (!lane?.items.delete(item)) return false
    if (lane.items.size === 0) this.#lanes.delete(caller)
    this.#size--
    return true
  }

  /** Each caller with its oldest item. */
  *heads(): Iterable<[caller: string, item: T]> {
    for (const [caller, { items }] of this.#lanes) {
      const [oldest] = items
      if (oldest !== undefined) yield [caller, oldest]
    }
  }

  /**
   * Removes and returns the next item; undefined where there is none.
   * @param canServe false for a caller to skip, which keeps its place
   */
  next(canServe: (caller: string) => boolean = () => true): T | undefined {
    for (const each of this.#lanes) if (canServe(each[0])) return this.#serve(...each)
    return undefined
  }

  /**
   * Removes and returns the oldest item of the caller who came last, among those who have not been served since; undefined
   * where there is none. Takes time proportional to the number of callers.
   */
  nextOfNewest(): T | undefined {
    const newest = [...this.#lanes].findLast(([, lane]) => !lane.wasServed)
    return newest && this.#serve(...newest)
  }

  /**
   * Removes and returns the newest item of the caller with the most; among equals, of the last in turn. Undefined where the
   * queue is empty. Takes time proportional to the size of the queue.
   */
  dropFromLongest(): T | undefined {
    let longest: [string, Lane<T>] | undefined
    for (const each of this.#lanes) {
      if (longest === undefined || each[1].items.size >= longest[1].items.size) longest = each
    }
    if (longest === undefined) return undefined
    const [caller, lane] = longest
    const newest = [...lane.items].at(-1)
    if (newest !== undefined) this.remove(caller, newest)
    return newest
  }

  #serve(caller: string, lane: Lane<T>): T | undefined {
    for (const item of lane.items) {
      this.remove(caller, item)
      // Moves the caller behind all others.
      if (lane.items.size > 0 && this.#lanes.delete(caller))
        this.#lanes.set(caller, { ...lane, wasServed: true })
      return item
    }
    return undefined
  }
}

/** What one caller has in the queue. `wasServed`: since the first of them came. */
type Lane<T> = { items: Set<T>; wasServed: boolean }
