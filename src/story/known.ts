import { childrenOf, keyOf, kindOf, nodeText, stringValue, type JsonDocument } from '#json/document.ts'

/** What a context holds, for those who quote from it. */
export type Known = {
  /** A string, a number or a truth value as text; null for all others, and for what is not there. */
  text: (...path: string[]) => string | null
  /** The members of an object that are such values. */
  entries: (...path: string[]) => (readonly [string, string])[]
}

export const nothingKnown: Known = { text: () => null, entries: () => [] }

/** A context as it was parsed, with one of a list's rows. */
export function knownOf(context: unknown): Known {
  return {
    text: (...path) => scalar(reach(context, path)),
    entries: (...path) =>
      Object.entries(asObject(reach(context, path)) ?? {}).flatMap(([key, value]) => {
        const text = scalar(value)
        return text === null ? [] : [[key, text] as const]
      }),
  }
}

/** A context as its text has it, of which the last of several members of the same name counts. */
export function knownIn(doc: JsonDocument): Known {
  return {
    text: (...path) => {
      const node = find(doc, path)
      return node === null ? null : scalarIn(doc, node)
    },
    entries: (...path) => {
      const node = find(doc, path)
      if (node === null || kindOf(doc, node) !== 'object') return []
      return Array.from(childrenOf(doc, node)).flatMap((child) => {
        const text = scalarIn(doc, child)
        return text === null ? [] : [[keyOf(doc, child) ?? '', text] as const]
      })
    },
  }
}

/** Whether a context says anything at all: some lists come with `{}` in its place. */
export function isKnown(context: unknown): boolean {
  return Object.keys(asObject(context) ?? {}).length > 0
}

function reach(value: unknown, path: readonly string[]): unknown {
  let here = value
  for (const key of path) {
    const object = asObject(here)
    here = object && Object.hasOwn(object, key) ? object[key] : undefined
  }
  return here
}

function asObject(value: unknown): Record<string, unknown> | null {
  return isObject(value) ? value : null
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function scalar(value: unknown): string | null {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : null
}

function find(doc: JsonDocument, path: readonly string[]): number | null {
  let here = 0
  for (const key of path) {
    const next =
      kindOf(doc, here) === 'object'
        ? Array.from(childrenOf(doc, here)).findLast((child) => keyOf(doc, child) === key)
        : undefined
    if (next === undefined) return null
    here = next
  }
  return here
}

function scalarIn(doc: JsonDocument, node: number): string | null {
  const kind = kindOf(doc, node)
  if (kind === 'string') return stringValue(doc, node)
  return kind === 'object' || kind === 'array' || kind === 'null' ? null : nodeText(doc, node)
}
