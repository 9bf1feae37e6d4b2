import type { Environment } from './environment.ts'

/**
 * Reads settings one by one and collects a sentence for each that is wrong, so that whoever starts Flowdesk hears of
 * all of them at once. A setting that is empty or blank counts as not given.
 */
export function createReader(env: Environment) {
  const errors: string[] = []

  const text = (name: string): string | null => env[name]?.trim() || null

  return {
    errors,
    text,
    fail(sentence: string): null {
      errors.push(sentence)
      return null
    },
    /** A whole number between two bounds, both included; the default where it is not given or wrong. */
    integer<D>(
      name: string,
      { from, to, otherwise }: { from: number; to: number; otherwise: D },
    ): number | D {
      const value = text(name)
      if (value === null) return otherwise
      const number = Number(value)
      if (/^\d+$/.test(value) && number >= from && number <= to) return number
      errors.push(
        `${name} is ${quote(value)}, but must be a whole number from ${from} to ${to}: correct it or leave it out.`,
      )
      return otherwise
    },
    /** One of a few words; the default where it is not given or wrong. */
    word<const W extends string, const D>(name: string, words: readonly W[], otherwise: D): W | D {
      const value = text(name)
      if (value === null) return otherwise
      const word = words.find((known) => known === value)
      if (word === undefined) {
        errors.push(
          `${name} is ${quote(value)}, but must be one of ${words.join(', ')}: correct it or leave it out.`,
        )
      }
      return word ?? otherwise
    },
    /** What a function of another room makes of a setting; null where it is not given, or wrong by that function's sentence. */
    parsed<R extends object>(name: string, parse: (text: string) => R): Sound<R> | null {
      const value = text(name)
      if (value === null) return null
      const read = parse(value)
      if (isSound(read)) return read
      errors.push('wrong' in read ? String(read.wrong) : `${name} is wrong.`)
      return null
    },
  }
}

type Sound<R> = Exclude<R, { wrong: string }>

function isSound<R extends object>(read: R): read is Sound<R> {
  return !('wrong' in read)
}

export type Reader = ReturnType<typeof createReader>

/** A wrong value as an error shows it: on one line, and no longer than a line. Never for credentials. */
export function quote(value: string): string {
  return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value)
}
