/** How many bytes may be held at once, by all bodies together. */
export class Budget {
  readonly #limit: number
  #used = 0
  #makeRoom: () => boolean = () => false

  constructor(limit: number) {
    this.#limit = limit
  }

  get used(): number {
    return this.#used
  }

  /** @param makeRoom lets go of something that is only held in case somebody asks; false where there is no such */
  onFull(makeRoom: () => boolean): void {
    this.#makeRoom = makeRoom
  }

  /** @returns false where there is no room for so many, and none can be made */
  take(bytes: number): boolean {
    while (this.#used + bytes > this.#limit) if (!this.#makeRoom()) return false
    this.#used += bytes
    return true
  }

  /** Whether there is room for anything at all, made where need be. */
  hasRoom(): boolean {
    const has = this.take(1)
    if (has) this.free(1)
    return has
  }

  free(bytes: number): void {
    this.#used -= bytes
  }
}
