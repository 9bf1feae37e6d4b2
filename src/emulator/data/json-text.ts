/**
 * JSON as text. Twilio's contexts hold integers that are too large for JavaScript numbers, and a page of a thousand
 * contexts must be serialized in milliseconds. So the emulator writes text and never builds objects.
 */
export class JsonText {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

export type JsonTemplateValue = string | number | boolean | null | JsonText

/** A value as JSON text. Strings are quoted; JSON text is unchanged. */
export function toJson(value: JsonTemplateValue): string {
  if (typeof value === 'string') return JSON.stringify(value)
  return value instanceof JsonText ? value.text : String(value)
}

const minifiedTemplates = new WeakMap<TemplateStringsArray, string[]>()

/** A JSON template: json`{ "Body": ${text}, "id": 9007199254740993123 }`. Spaces between tokens are dropped. */
export function json(strings: TemplateStringsArray, ...values: JsonTemplateValue[]): JsonText {
  let parts = minifiedTemplates.get(strings)
  if (!parts) {
    parts = strings.map((part) => part.replace(/"(?:[^"\\]|\\.)*"|\s+/g, (it) => (it[0] === '"' ? it : '')))
    minifiedTemplates.set(strings, parts)
  }
  let text = parts[0] ?? ''
  for (let i = 0; i < values.length; i++) text += toJson(values[i] ?? null) + (parts[i + 1] ?? '')
  return new JsonText(text)
}

/** An object of these entries, in their order. A duplicate key is written twice. */
export function jsonObject(entries: Iterable<readonly [string, JsonTemplateValue]>): JsonText {
  let text = ''
  for (const [key, value] of entries) text += `${text && ','}${JSON.stringify(key)}:${toJson(value)}`
  return new JsonText(`{${text}}`)
}

export function jsonArray(items: Iterable<JsonTemplateValue>): JsonText {
  // Concatenated, because `join` would copy every row of a page once more.
  let text = ''
  for (const item of items) text += (text && ',') + toJson(item)
  return new JsonText(`[${text}]`)
}
