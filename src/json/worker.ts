import { diffJson, type DiffTable } from './diff.ts'
import { indexJson } from './document.ts'
import { JsonTextError, type JsonTextErrorKind } from './error.ts'
import type { NodeTable } from './node-table.ts'

/** What the worker is asked: the index of a text, or what differs between two, which are known to be JSON. */
export type Asked = { id: number; text: string } | { id: number; left: string; right: string }

/** What it answers: the tables, or where the text is no JSON. The texts stay with whoever asked. */
export type Answered =
  | { id: number; ok: true; table: NodeTable | DiffTable }
  | { id: number; ok: false; kind: JsonTextErrorKind; position: number; message: string }

self.addEventListener('message', ({ data }: MessageEvent<Asked>) => {
  const answered = answer(data)
  self.postMessage(answered, answered.ok ? Object.values(answered.table).map(({ buffer }) => buffer) : [])
})

function answer(asked: Asked): Answered {
  const { id } = asked
  try {
    return { id, ok: true, table: 'text' in asked ? indexOf(asked.text) : diffOf(asked.left, asked.right) }
  } catch (thrown) {
    if (!(thrown instanceof JsonTextError)) throw thrown
    const { kind, position, message } = thrown
    return { id, ok: false, kind, position, message }
  }
}

function indexOf(text: string): NodeTable {
  const { text: _, size: __, ...table } = indexJson(text)
  return table
}

function diffOf(before: string, after: string): DiffTable {
  const { left: _, right: __, size: ___, ...table } = diffJson(indexJson(before), indexJson(after))
  return table
}
