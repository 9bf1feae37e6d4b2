import { json, JsonText } from './json-text.ts'
import type { Fields } from './resources.ts'
import type { RunWriter } from './run-writer.ts'

/*
 * A customer's API answered with a whole book in one string: 5 MB, with line breaks and quotes to be escaped. As in a
 * huge context, the tale holds a placeholder, and the text is made while it is sent.
 */

const textPlaceholder = '@long text@'
const jsonPlaceholder = '@long JSON@'

const line = 'The quick “brown” fox says "hello" and jumps over the lazy dog. Η γρήγορη αλεπού.\n'
const last = 'The last line of all.'
/** Once for 5 MB of UTF-8, whichever of the two is written. */
const lineCount = 54_000
const linesAtOnce = 500

/** A text in a string, JSON in a string, and a context that is the one string alone, in turn. */
export function longText(fields: Fields, position: number): Fields {
  const text = new JsonText(position % 3 === 1 ? jsonPlaceholder : textPlaceholder)
  return fields.map((field) => {
    const [name, value] = field
    // A row of the list has none.
    if (name !== 'context' || !(value instanceof JsonText) || value.text === '{}') return field
    if (position % 3 === 2) return [name, text]
    return [name, new JsonText(value.text.replace(textPlaceholder, text.text))]
  })
}

export function longTextStory(run: RunWriter): void {
  run.trigger('incomingRequest', json`{ "request": { "parameters": { "document": "all" } } }`)
  // At once: the newest run, which has only just begun, is as long as the others.
  run.widget(
    'make-http-request',
    'fetch_document',
    'success',
    json`{ "status_code": 200, "body": ${new JsonText(textPlaceholder)} }`,
  )
}

export function isLong(text: string): boolean {
  return text.includes(textPlaceholder) || text.includes(jsonPlaceholder)
}

/** The text with the string in the placeholder's place, piece by piece. */
export function* withLongText(text: string): Generator<string> {
  const [before = '', after] = text.split(textPlaceholder)
  if (after !== undefined) {
    yield `${before}"`
    yield* repeated(inString(line))
    yield `${inString(last)}"${after}`
    return
  }
  const [start = '', end = ''] = text.split(jsonPlaceholder)
  yield `${start}"${inString('{"lines":[')}`
  yield* repeated(inString(`${JSON.stringify(line)},`))
  yield `${inString(`${JSON.stringify(last)}]}`)}"${end}`
}

function* repeated(piece: string): Generator<string> {
  const pieces = piece.repeat(linesAtOnce)
  for (let i = 0; i < lineCount; i += linesAtOnce) yield pieces
}

/** As it stands between the quotes of a JSON string. */
function inString(text: string): string {
  return JSON.stringify(text).slice(1, -1)
}
