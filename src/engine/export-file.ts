import { nextTask } from '#json/next-task.ts'
import type { Question } from '#search/question.ts'

import type { Flow } from './flow.ts'
import type { FileForm, MadeFile } from './protocol.ts'
import type { Scanners } from './scanners.ts'
import { csvLines } from './csv-lines.ts'
import { jsonLines } from './json-lines.ts'
import type { Lines } from './export-lines.ts'

type ExportFile = {
  flow: Flow
  question: Question
  form: FileForm
  scanners: Scanners
  signal: AbortSignal
  /** Hears how many engagements are in the file, at most every 100 ms. */
  tell: (done: number) => void
}

/**
 * For so many rows, or so many bytes of their contexts, what they need is looked up together. In an order that goes
 * through all pages each of them is unpacked once for that: a million rows of 3 kB by contact are a hundred rounds.
 */
const mostRows = 20_000
const mostBytes = 32_000_000

/** How long lines are written in one go, in ms: whoever scrolls meanwhile waits for the engine no longer than that. */
const longestTurn = 12

/** Milliseconds between two tellings of how far it has come. */
const mostOften = 100

/**
 * Makes a file of the rows that answer the question now. Their order and number stay what they were; of a row that is
 * read again meanwhile it holds what was known when its turn came. What is done is in the browser's hands, not in memory.
 * @throws the abort when it was aborted
 */
export async function exportFile({
  flow,
  question,
  form,
  scanners,
  signal,
  tell,
}: ExportFile): Promise<Pick<MadeFile, 'file' | 'guarded' | 'empty'>> {
  const { rows } = flow
  const options = { rows, store: rows.store, scanners, signal, form }
  const lines = form.format === 'csv' ? csvLines({ ...options, flowSid: flow.sid, form }) : jsonLines(options)
  const parts: BlobPart[] = [lines.head]
  let done = 0
  let told = performance.now()

  async function close(piece: string[]): Promise<void> {
    parts.push(new Blob(piece))
    done += piece.length
    if (performance.now() - told >= mostOften) {
      tell(done)
      told = performance.now()
    }
    await nextTask()
    signal.throwIfAborted()
  }

  for (const stretch of stretches(rows.answering(question), lines)) {
    // One stretch after the other: no more than that is in memory.
    // oxlint-disable-next-line no-await-in-loop
    const lineAt = await lines.of(stretch)
    let piece: string[] = []
    let since = performance.now()
    for (let at = 0; at < stretch.length; at++) {
      piece.push(lineAt(at))
      if (performance.now() - since < longestTurn && at + 1 < stretch.length) continue
      // oxlint-disable-next-line no-await-in-loop
      await close(piece)
      piece = []
      since = performance.now()
    }
  }
  return { file: new Blob(parts, { type: lines.type }), ...lines.told }
}

/** The rows in their order, so many at a time as are looked up together. */
function* stretches(rows: Uint32Array, { weightOf }: Lines): Generator<Uint32Array> {
  let from = 0
  let weight = 0
  for (const [at, row] of rows.entries()) {
    weight += weightOf(row)
    if (weight < mostBytes && at + 1 - from < mostRows && at + 1 < rows.length) continue
    yield rows.subarray(from, at + 1)
    from = at + 1
    weight = 0
  }
}
