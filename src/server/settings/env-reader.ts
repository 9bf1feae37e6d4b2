import type { Environment } from './environment.ts'

/**
 * Reads settings one by one and collects an error for each invalid one, so that a start shows all of them at once. An
 * empty or blank setting counts as not set.
 */
export function createEnvReader(env: Environment) {
  const errors: string[] = []

  const text = (name: string): string | null => env[name]?.trim() || null

  return {
    errors,
    text,
    addError(message: string): null {
      errors.push(message)
      return null
    },
    /** A whole number from `min` to `max`; the default where it is not set or invalid. */
    integer<D>(
      name: string,
      { min, max, defaultValue }: { min: number; max: number; defaultValue: D },
    ): number | D {
      const value = text(name)
      if (value === null) return defaultValue
      const number = Number(value)
      if (/^\d+$/.test(value) && number >= min && number <= max) return number
      errors.push(
        `${name} is ${quoteValue(value)}, but must be a whole number from ${min} to ${max}: correct it or leave it out.`,
      )
      return defaultValue
    },
    /** One of a few words; the default where it is not set or invalid. */
    enumValue<const W extends string, const D>(name: string, values: readonly W[], defaultValue: D): W | D {
      const value = text(name)
      if (value === null) return defaultValue
      const match = values.find((candidate) => candidate === value)
      if (match === undefined) {
        errors.push(
          `${name} is ${quoteValue(value)}, but must be one of ${values.join(', ')}: correct it or leave it out.`,
        )
      }
      return match ?? defaultValue
    },
    /** A setting as parsed by another module's function; null where it is not set, or after that function's error. */
    parsed<T extends object>(name: string, parse: (text: string) => T | { error: string }): T | null {
      const value = text(name)
      const result = value === null ? null : parse(value)
      if (result === null || !('error' in result)) return result
      errors.push(result.error)
      return null
    },
  }
}

export type EnvReader = ReturnType<typeof createEnvReader>

/** An invalid value for an error message: on one line, and shortened. Never use it for credentials. */
export function quoteValue(value: string): string {
  return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value)
}
