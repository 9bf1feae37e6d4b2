import {
  decodeStringAt,
  keyEquals,
  kindAt,
  scanMembers,
  skipValue,
  skipWhitespace,
} from '#json/parse/byte-scanner.ts'
import { JsonTextError } from '#json/parse/json-text-error.ts'

/** The widgets that the contexts of a page name: the distinct lists of names, and the index in them for each context. */
export type WidgetNames = { lists: string[][]; listOf: Uint32Array<ArrayBuffer> }

/** A run ends after 1,000 steps, so Twilio's contexts have fewer. */
const maxWidgets = 1000

/** In UTF-16 units. Longer keys are no names of widgets, and are left out. */
const maxNameLength = 200

/**
 * Reads the keys of `widgets`, which are the widgets that left a value. A context that is no object, or is cut short, has
 * none.
 * @param spans start and end of each context
 */
export function readWidgetNames(bytes: Uint8Array, spans: Uint32Array): WidgetNames {
  const lists: string[][] = []
  const indexes = new Map<string, number>()
  const listOf = Uint32Array.from({ length: spans.length / 2 }, (_, i) => {
    const names = namesIn(bytes.subarray(spans[i * 2] ?? 0, spans[i * 2 + 1] ?? 0))
    const key = JSON.stringify(names)
    const index = indexes.get(key) ?? lists.push(names) - 1
    indexes.set(key, index)
    return index
  })
  return { lists, listOf }
}

function namesIn(json: Uint8Array): string[] {
  const names = new Set<string>()
  const addName = (keyStart: number, keyEnd: number, valueStart: number) => {
    const name = names.size < maxWidgets ? decodeStringAt(json, keyStart, keyEnd) : null
    if (name !== null && name.length <= maxNameLength) names.add(name)
    return skipValue(json, valueStart)
  }
  const start = skipWhitespace(json, 0)
  if (kindAt(json, start) !== 'object') return []
  try {
    scanMembers(json, start, (keyStart, keyEnd, valueStart) =>
      keyEquals(json, keyStart, keyEnd, 'widgets') && kindAt(json, valueStart) === 'object'
        ? scanMembers(json, valueStart, addName)
        : skipValue(json, valueStart),
    )
  } catch (thrown) {
    if (!(thrown instanceof JsonTextError)) throw thrown
  }
  return [...names]
}
