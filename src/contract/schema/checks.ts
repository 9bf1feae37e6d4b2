/*
 * Checks of values of unknown type, for all that the first screen reads: the session, stored choices, the history's state,
 * problems. Zod would be 8 of that screen's 150 kB of code. What Twilio sends, and all else, is checked with zod.
 */

export type Check<T> = (value: unknown) => value is T

export const isString: Check<string> = (value) => typeof value === 'string'
export const isBoolean: Check<boolean> = (value) => typeof value === 'boolean'

/** A number that JSON can have: not NaN, and not infinite. */
export const isNumber: Check<number> = (value): value is number => Number.isFinite(value)

export const isObject: Check<Record<string, unknown>> = (value): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export function isOneOf<T extends string>(options: readonly T[]): Check<T> {
  return (value): value is T => options.some((option) => option === value)
}

export function isNullOr<T>(check: Check<T>): Check<T | null> {
  return (value): value is T | null => value === null || check(value)
}

export function isArrayOf<T>(check: Check<T>): Check<T[]> {
  return (value): value is T[] => Array.isArray(value) && value.every((item) => check(item))
}

/** Checks an object's fields. Others are allowed, and ignored. */
export function isObjectOf<T extends object>(fields: { [K in keyof T]: Check<T[K]> }): Check<T> {
  const checks = Object.entries<Check<unknown>>(fields)
  return (value): value is T => isObject(value) && checks.every(([key, check]) => check(value[key]))
}
