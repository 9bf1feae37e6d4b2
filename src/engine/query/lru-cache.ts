/** A small cache that evicts the least recently used value. Values may be as large as a column. */
export class LruCache<V> {
  readonly #values = new Map<string, V>()
  readonly #maxSize: number

  constructor(maxSize: number) {
    this.#maxSize = maxSize
  }

  getOrCreate(key: string, create: () => V): V {
    const value = this.#values.get(key) ?? create()
    // A Map keeps the order in which its keys were set, so the first key is the least recently used one.
    this.#values.delete(key)
    this.#values.set(key, value)
    for (const oldest of this.#values.keys()) {
      if (this.#values.size <= this.#maxSize) break
      this.#values.delete(oldest)
    }
    return value
  }
}
