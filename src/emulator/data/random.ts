/** A 32-bit hash of two numbers; every bit of either changes about half of the result (murmur3's finaliser). */
export function hash32(a: number, b: number): number {
  let h = Math.imul(a ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(b + 0x7f4a7c15, 0xc2b2ae35)
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

/** A number in [0, 1) that depends on its arguments alone. */
export function hashToFraction(a: number, b: number): number {
  return hash32(a, b) / 2 ** 32
}

/** A 32-bit hash of a text, used as a seed. */
export function seedFromText(text: string): number {
  let seed = 0
  for (let i = 0; i < text.length; i++) seed = hash32(seed, text.charCodeAt(i))
  return seed
}

/** A random number generator that returns the same sequence for the same seed. */
export class Rng {
  #state: number

  constructor(seed: number) {
    this.#state = seed
  }

  /** A number in [0, 1) (mulberry32). */
  fraction(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0
    let t = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }

  /** A whole number from `min` to `max`, both included. */
  integer(min: number, max: number): number {
    return min + Math.floor(this.fraction() * (max - min + 1))
  }

  chance(probability: number): boolean {
    return this.fraction() < probability
  }

  /** One of the items. */
  pick<const T>(items: readonly [T, ...T[]]): T {
    return items[Math.floor(this.fraction() * items.length)] ?? items[0]
  }

  digits(count: number): string {
    let text = String(this.integer(1, 9))
    while (text.length < count) text += String(this.integer(0, 9))
    return text
  }

  hex(count: number): string {
    let text = ''
    while (text.length < count) text += this.#uint32().toString(16).padStart(8, '0')
    return text.slice(0, count)
  }

  /** A SID of a resource the emulator does not serve: a message, a call. */
  sid(prefix: string): string {
    return prefix + this.hex(32)
  }

  #uint32(): number {
    return Math.floor(this.fraction() * 2 ** 32)
  }
}
