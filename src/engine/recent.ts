/** A few values by key, those used last: each may be as large as a column, and is made anew when it is gone. */
export class Recent<V> {
  readonly #values = new Map<string, V>()
  readonly #most: number

  constructor(most: number) {
    this.#most = most
  }

  get(key: string, make: () => V): V {
    const value = this.#values.get(key) ?? make()
    // A Map keeps the order in which its keys were set: the first one is the one that was used longest ago.
    this.#values.delete(key)
    this.#values.set(key, value)
    for (const oldest of this.#values.keys()) {
      if (this.#values.size <= this.#most) break
      this.#values.delete(oldest)
    }
    return value
  }
}
