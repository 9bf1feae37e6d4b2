/** Limits how many bytes all bodies together may store. */
export class ByteBudget {
  readonly #maxBytes: number
  #usedBytes = 0
  #evict: () => boolean = () => false

  constructor(limit: number) {
    this.#maxBytes = limit
  }

  get usedBytes(): number {
    return this.#usedBytes
  }

  /** @param evict drops one cached response; false where there is none to drop */
  onFull(evict: () => boolean): void {
    this.#evict = evict
  }

  /** @returns false where the bytes do not fit, even after evicting everything */
  reserve(bytes: number): boolean {
    while (this.#usedBytes + bytes > this.#maxBytes) if (!this.#evict()) return false
    this.#usedBytes += bytes
    return true
  }

  /** Whether anything fits at all, after evicting where necessary. */
  hasCapacity(): boolean {
    const hasCapacity = this.reserve(1)
    if (hasCapacity) this.release(1)
    return hasCapacity
  }

  release(bytes: number): void {
    this.#usedBytes -= bytes
  }
}
