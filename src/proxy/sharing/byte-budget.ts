/**
 * Limits how many bytes all bodies together may store, and how many of them one caller may hold by not reading them: half,
 * so that the bodies of others are still stored, and end, at Twilio's pace.
 */
export class ByteBudget {
  readonly #maxBytes: number
  #usedBytes = 0
  readonly #heldBytes = new Map<string, number>()
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

  /**
   * @param holder the caller for whom they count; null for none
   * @returns false where the bytes do not fit, even after evicting everything
   */
  reserve(bytes: number, holder: string | null): boolean {
    if (holder !== null && this.#heldBy(holder) + bytes > this.#maxBytes / 2) return false
    while (this.#usedBytes + bytes > this.#maxBytes) if (!this.#evict()) return false
    this.#usedBytes += bytes
    this.#hold(holder, bytes)
    return true
  }

  /** Whether a caller may hold more. */
  canHold(caller: string): boolean {
    return this.#heldBy(caller) < this.#maxBytes / 2
  }

  /** Whether anything fits at all for this caller, after evicting where necessary. */
  hasCapacity(caller: string): boolean {
    const hasCapacity = this.reserve(1, caller)
    if (hasCapacity) this.release(1, caller)
    return hasCapacity
  }

  release(bytes: number, holder: string | null): void {
    this.#usedBytes -= bytes
    this.#hold(holder, -bytes)
  }

  /** Counts reserved bytes for another holder. It may then hold more than half, and gets no more bytes. */
  transfer(bytes: number, from: string | null, to: string | null): void {
    this.#hold(from, -bytes)
    this.#hold(to, bytes)
  }

  #heldBy(caller: string): number {
    return this.#heldBytes.get(caller) ?? 0
  }

  #hold(caller: string | null, bytes: number): void {
    if (caller === null || bytes === 0) return
    const held = this.#heldBy(caller) + bytes
    if (held === 0) this.#heldBytes.delete(caller)
    else this.#heldBytes.set(caller, held)
  }
}

/** The reserved bytes of one body, released from its start on. They count for the caller that reads it. */
export class BodyBytes {
  readonly #budget: ByteBudget
  #holder: string | null = null
  /** How many bytes, from the first on, were reserved, and how many of them were released. */
  #reserved = 0
  #released = 0

  constructor(budget: ByteBudget) {
    this.#budget = budget
  }

  /** @returns false where they do not fit; then none may be reserved any more */
  reserve(bytes: number): boolean {
    const fits = this.#budget.reserve(bytes, this.#holder)
    if (fits) this.#reserved += bytes
    return fits
  }

  /** Releases what was reserved of the body's first `bytes`. */
  releaseFirst(bytes: number): void {
    const freeable = Math.min(bytes, this.#reserved) - this.#released
    this.#released += freeable
    this.#budget.release(freeable, this.#holder)
  }

  /** @param holder null where it has no reader, and may be evicted at any time */
  setHolder(holder: string | null): void {
    this.#budget.transfer(this.#reserved - this.#released, this.#holder, holder)
    this.#holder = holder
  }
}
