import {
  childrenOf,
  findChild,
  keyOf,
  kindOf,
  nodeText,
  stringValue,
  type JsonDocument,
} from '#json/parse/document.ts'

/** Reads values from a context, as text to quote. */
export type ContextReader = {
  /** A string, number or boolean as text; null for any other value, and for a missing one. */
  text: (...path: string[]) => string | null
  /** The members of an object that are strings, numbers or booleans. */
  entries: (...path: string[]) => (readonly [string, string])[]
}

export const emptyContext: ContextReader = { text: () => null, entries: () => [] }

/** Reads a parsed context, such as one in a list of steps. */
export function contextFromValue(context: unknown): ContextReader {
  return {
    text: (...path) => scalarText(valueAt(context, path)),
    entries: (...path) =>
      Object.entries(asObject(valueAt(context, path)) ?? {}).flatMap(([key, value]) => {
        const text = scalarText(value)
        return text === null ? [] : [[key, text] as const]
      }),
  }
}

/** Reads an indexed JSON text. Of duplicate keys, the last counts. */
export function contextFromDocument(doc: JsonDocument): ContextReader {
  return {
    text: (...path) => {
      const node = findNode(doc, path)
      return node === null ? null : nodeScalarText(doc, node)
    },
    entries: (...path) => {
      const node = findNode(doc, path)
      if (node === null || kindOf(doc, node) !== 'object') return []
      return Array.from(childrenOf(doc, node)).flatMap((child) => {
        const text = nodeScalarText(doc, child)
        return text === null ? [] : [[keyOf(doc, child) ?? '', text] as const]
      })
    },
  }
}

/** Whether a context is not empty: some lists send `{}` instead of it. */
export function hasContext(context: unknown): boolean {
  return Object.keys(asObject(context) ?? {}).length > 0
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  let current = value
  for (const key of path) {
    const object = asObject(current)
    current = object && Object.hasOwn(object, key) ? object[key] : undefined
  }
  return current
}

function asObject(value: unknown): Record<string, unknown> | null {
  return isObject(value) ? value : null
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function scalarText(value: unknown): string | null {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : null
}

function findNode(doc: JsonDocument, path: readonly string[]): number | null {
  let current = 0
  for (const key of path) {
    const next = kindOf(doc, current) === 'object' ? findChild(doc, current, key) : undefined
    if (next === undefined) return null
    current = next
  }
  return current
}

function nodeScalarText(doc: JsonDocument, node: number): string | null {
  const kind = kindOf(doc, node)
  if (kind === 'string') return stringValue(doc, node)
  return kind === 'object' || kind === 'array' || kind === 'null' ? null : nodeText(doc, node)
}
