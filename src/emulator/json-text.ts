/**
 * JSON as text. Twilio's contexts hold integers that JavaScript's numbers cannot, and a page of a thousand of them
 * has to be written in milliseconds: so the emulator writes text and never builds the objects.
 */
export class JsonText {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

export type JsonPart = string | number | boolean | null | JsonText

/** A value as JSON text: strings are quoted, JSON text stays as it is. */
export function jsonOf(value: JsonPart): string {
  if (typeof value === 'string') return JSON.stringify(value)
  return value instanceof JsonText ? value.text : String(value)
}

const compacted = new WeakMap<TemplateStringsArray, string[]>()

/** JSON with values filled in: json`{ "Body": ${text}, "id": 9007199254740993123 }`. Spaces between tokens are dropped. */
export function json(strings: TemplateStringsArray, ...values: JsonPart[]): JsonText {
  let parts = compacted.get(strings)
  if (!parts) {
    parts = strings.map((part) => part.replace(/"(?:[^"\\]|\\.)*"|\s+/g, (it) => (it[0] === '"' ? it : '')))
    compacted.set(strings, parts)
  }
  let text = parts[0] ?? ''
  for (let i = 0; i < values.length; i++) text += jsonOf(values[i] ?? null) + (parts[i + 1] ?? '')
  return new JsonText(text)
}

/** An object of these entries, in their order. The same key twice is written twice. */
export function jsonObject(entries: Iterable<readonly [string, JsonPart]>): JsonText {
  let text = ''
  for (const [key, value] of entries) text += `${text && ','}${JSON.stringify(key)}:${jsonOf(value)}`
  return new JsonText(`{${text}}`)
}

export function jsonArray(items: Iterable<JsonPart>): JsonText {
  // Added up, not joined: join would copy every row of a page once more.
  let text = ''
  for (const item of items) text += (text && ',') + jsonOf(item)
  return new JsonText(`[${text}]`)
}
