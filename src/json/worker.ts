import { indexJson } from './document.ts'
import { JsonTextError, type JsonTextErrorKind } from './error.ts'
import type { NodeTable } from './node-table.ts'

/** What the worker answers: the index, or where the text is no JSON. The text stays with whoever asked. */
export type Indexed =
  | { id: number; ok: true; table: NodeTable }
  | { id: number; ok: false; kind: JsonTextErrorKind; position: number; message: string }

self.addEventListener('message', ({ data: { id, text } }: MessageEvent<{ id: number; text: string }>) => {
  const indexed = index(id, text)
  self.postMessage(indexed, indexed.ok ? Object.values(indexed.table).map(({ buffer }) => buffer) : [])
})

function index(id: number, text: string): Indexed {
  try {
    const { text: _, size: __, ...table } = indexJson(text)
    return { id, ok: true, table }
  } catch (thrown) {
    if (!(thrown instanceof JsonTextError)) throw thrown
    const { kind, position, message } = thrown
    return { id, ok: false, kind, position, message }
  }
}
