import { json, JsonText } from '#emulator/data/json-text.ts'
import type { ResourceFields } from '#emulator/data/resource-fields.ts'
import type { RunBuilder } from '#emulator/scenarios/run-builder.ts'

/*
 * A customer's API returned a whole book in one string: 5 MB, with line breaks and quotes to escape. As in a huge
 * context, the generated run holds only a placeholder, and the text is generated while it is sent.
 */

const textPlaceholder = '@long text@'
const jsonPlaceholder = '@long JSON@'

const line = 'The quick “brown” fox says "hello" and jumps over the lazy dog. Η γρήγορη αλεπού.\n'
const lastLine = 'The last line of all.'
/** About 5 MB of UTF-8, both as text and as JSON. */
const lineCount = 54_000
const linesPerChunk = 500

/** In turn: a string of text, a string of JSON, and a context that is nothing but the string. */
export function insertLongText(fields: ResourceFields, position: number): ResourceFields {
  const placeholder = new JsonText(position % 3 === 1 ? jsonPlaceholder : textPlaceholder)
  return fields.map((field) => {
    const [name, value] = field
    // List rows have an empty context.
    if (name !== 'context' || !(value instanceof JsonText) || value.text === '{}') return field
    if (position % 3 === 2) return [name, placeholder]
    return [name, new JsonText(value.text.replace(textPlaceholder, placeholder.text))]
  })
}

export function longTextScenario(run: RunBuilder): void {
  run.trigger('incomingRequest', json`{ "request": { "parameters": { "document": "all" } } }`)
  // Without a wait, so that the newest run has its long text from the start.
  run.completeWidget(
    'make-http-request',
    'fetch_document',
    'success',
    json`{ "status_code": 200, "body": ${new JsonText(textPlaceholder)} }`,
  )
}

export function hasLongTextPlaceholder(text: string): boolean {
  return text.includes(textPlaceholder) || text.includes(jsonPlaceholder)
}

/** Replaces the placeholder by the long string. Yields the text in chunks. */
export function* expandLongText(text: string): Generator<string> {
  const [before = '', after] = text.split(textPlaceholder)
  if (after !== undefined) {
    yield `${before}"`
    yield* repeatLine(escapeInString(line))
    yield `${escapeInString(lastLine)}"${after}`
    return
  }
  const [start = '', end = ''] = text.split(jsonPlaceholder)
  yield `${start}"${escapeInString('{"lines":[')}`
  yield* repeatLine(escapeInString(`${JSON.stringify(line)},`))
  yield `${escapeInString(`${JSON.stringify(lastLine)}]}`)}"${end}`
}

function* repeatLine(text: string): Generator<string> {
  const chunk = text.repeat(linesPerChunk)
  for (let i = 0; i < lineCount; i += linesPerChunk) yield chunk
}

/** Escapes a text for use between the quotes of a JSON string. */
function escapeInString(text: string): string {
  return JSON.stringify(text).slice(1, -1)
}
