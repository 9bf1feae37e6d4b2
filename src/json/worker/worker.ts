import { diffJson, type DiffTable } from '#json/diff/diff-json.ts'
import { indexJson, type JsonDocument } from '#json/parse/document.ts'
import { JsonTextError } from '#json/parse/json-text-error.ts'
import { indexLargeStrings } from '#json/embedded/embedded-json.ts'
import { serveRpc } from '#worker/rpc.ts'
import { type RawEntry, rawEntries } from '#json/parse/raw-entries.ts'
import type { NodeTable } from '#json/parse/node-table.ts'

/** Parameters and result of each method. The worker does not return the texts of documents: the client has them. */
export type JsonWorkerMethods = {
  parse: { params: { text: string }; result: IndexedJson }
  /** Stores a text for a later `diff`. */
  store: { params: { key: number; text: string }; result: null }
  /** Compares a stored text, which is then deleted, with another one. Both must be valid JSON. */
  diff: { params: { left: number; right: string }; result: DiffTable }
  entries: { params: { bytes: Uint8Array<ArrayBuffer>; omitKeys: readonly string[] }; result: RawEntry[] }
}

/** The index of a text, and text and index of the JSON in its large strings; null for a string without JSON. */
export type IndexedJson = {
  table: NodeTable
  embedded: { node: number; parsed: { text: string; indexed: IndexedJson } | null }[]
}

/** A `JsonTextError` as data; null for any other error. */
export type JsonWorkerError = Pick<JsonTextError, 'kind' | 'position' | 'message'> | null

const storedTexts = new Map<number, string>()

serveRpc<JsonWorkerMethods, never, JsonWorkerError>(
  self,
  () => ({
    parse: ({ text }) => indexWithEmbedded(indexJson(text)),
    store: ({ key, text }) => {
      storedTexts.set(key, text)
      return null
    },
    diff: ({ left, right }) => diffTexts(takeStoredText(left), right),
    entries: ({ bytes, omitKeys }) => rawEntries(bytes, omitKeys),
  }),
  { serializeError, transferablesOf },
)

function serializeError(thrown: unknown): JsonWorkerError {
  if (!(thrown instanceof JsonTextError)) return null
  const { kind, position, message } = thrown
  return { kind, position, message }
}

/** @throws RangeError for an unknown key: another worker stored the text, and died. The client then compares inline. */
function takeStoredText(key: number): string {
  const text = storedTexts.get(key)
  if (text === undefined) throw new RangeError(`No stored text with key ${key}.`)
  storedTexts.delete(key)
  return text
}

function indexWithEmbedded(doc: JsonDocument): IndexedJson {
  const { text: _, size: __, ...table } = doc
  const embedded = Array.from(indexLargeStrings(doc), ([node, inner]) => ({
    node,
    parsed: inner && { text: inner.text, indexed: indexWithEmbedded(inner) },
  }))
  return { table, embedded }
}

function diffTexts(before: string, after: string): DiffTable {
  const { left: _, right: __, size: ___, ...table } = diffJson(indexJson(before), indexJson(after))
  return table
}

/** The buffers of the tables, which are transferred instead of copied. */
function transferablesOf(result: JsonWorkerMethods[keyof JsonWorkerMethods]['result']): Transferable[] {
  if (result === null || Array.isArray(result)) return []
  if (!('table' in result)) return Object.values(result).map(({ buffer }) => buffer)
  const inner = result.embedded.flatMap(({ parsed }) => (parsed ? transferablesOf(parsed.indexed) : []))
  return [...Object.values(result.table).map(({ buffer }) => buffer), ...inner]
}
