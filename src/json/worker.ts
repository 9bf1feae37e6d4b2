import { diffJson, type DiffTable } from './diff.ts'
import { indexJson, type JsonDocument } from './document.ts'
import { JsonTextError, type JsonTextErrorKind } from './error.ts'
import { readLongInside } from './inside.ts'
import { holdLifeline } from './lifeline.ts'
import { type Member, membersOf } from './members.ts'
import type { NodeTable } from './node-table.ts'

/** What the worker does, by name: what it is given, and what it gives. The texts of documents stay with whoever asks. */
export type Jobs = {
  index: { params: { text: string }; result: Indexed }
  /** Keeps a text that is to be compared. Gives its key. */
  keep: { params: { text: string }; result: number }
  /** Of a text that was kept, which is then forgotten, and another; both are known to be JSON. */
  diff: { params: { left: number; right: string }; result: DiffTable }
  members: { params: { bytes: Uint8Array<ArrayBuffer>; leaveOut: readonly string[] }; result: Member[] }
}

/** The index of a text, and of the JSON in its long strings, which are told as well; null for a string of no JSON. */
export type Indexed = {
  table: NodeTable
  inside: { node: number; found: { text: string; indexed: Indexed } | null }[]
}

export type Job = keyof Jobs

export type Asked = { [J in Job]: { id: number; job: J } & Jobs[J]['params'] }[Job]

/** What it says: that it holds a lock as long as it lives, what it gives, or where the text is no JSON. */
export type Said = { alive: string } | Answered
export type Answered =
  | { id: number; ok: true; result: Jobs[Job]['result'] }
  | { id: number; ok: false; kind: JsonTextErrorKind; position: number; message: string }

holdLifeline((lock) => self.postMessage({ alive: lock } satisfies Said))

self.addEventListener('message', ({ data }: MessageEvent<Asked>) => {
  const answered = answer(data)
  self.postMessage(answered, answered.ok ? buffersOf(answered.result) : [])
})

function answer(asked: Asked): Answered {
  const { id } = asked
  try {
    return { id, ok: true, result: perform(asked) }
  } catch (thrown) {
    if (!(thrown instanceof JsonTextError)) throw thrown
    const { kind, position, message } = thrown
    return { id, ok: false, kind, position, message }
  }
}

function perform(asked: Asked): Jobs[Job]['result'] {
  switch (asked.job) {
    case 'index':
      return indexOf(indexJson(asked.text))
    case 'keep':
      kept.set(asked.id, asked.text)
      return asked.id
    case 'diff':
      return diffOf(take(asked.left), asked.right)
    case 'members':
      return membersOf(asked.bytes, asked.leaveOut)
  }
}

const kept = new Map<number, string>()

/** @throws RangeError, which ends the worker's say in the matter: whoever asked then does it without */
function take(key: number): string {
  const text = kept.get(key)
  if (text === undefined) throw new RangeError(`No text ${key} is kept.`)
  kept.delete(key)
  return text
}

function indexOf(doc: JsonDocument): Indexed {
  const { text: _, size: __, ...table } = doc
  const inside = Array.from(readLongInside(doc), ([node, inner]) => ({
    node,
    found: inner && { text: inner.text, indexed: indexOf(inner) },
  }))
  return { table, inside }
}

function diffOf(before: string, after: string): DiffTable {
  const { left: _, right: __, size: ___, ...table } = diffJson(indexJson(before), indexJson(after))
  return table
}

/** Tables are handed over, not copied. */
function buffersOf(result: Jobs[Job]['result']): Transferable[] {
  if (typeof result === 'number' || Array.isArray(result)) return []
  if (!('table' in result)) return Object.values(result).map(({ buffer }) => buffer)
  const inner = result.inside.flatMap(({ found }) => (found ? buffersOf(found.indexed) : []))
  return [...Object.values(result.table).map(({ buffer }) => buffer), ...inner]
}
