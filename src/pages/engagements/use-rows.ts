import { useEffect, useRef, useState } from 'react'

import { isAbort, toProblem, type Problem } from '#contract/problem.ts'
import type { FlowSid } from '#contract/sid.ts'
import type { RowsInView } from '#engine/protocol.ts'
import { engine } from '#queries/sources.ts'
import { questionKey, type Question } from '#search/question.ts'
import { useWindow } from '#ui/use-window.ts'

type Chunk = RowsInView & {
  /** The question these rows answer. */
  question: Question
}

type Options = {
  flowSid: FlowSid
  question: Question
  /** Changes whenever more has been read. */
  version: number
  rowHeight: number
  headerHeight: number
}

/**
 * The rows around those in view, from the engine, and the window over all of them. The rows shown before stay until
 * the new ones are here; so does their question, since a count and the rows it counts belong together.
 */
export function useRows({ flowSid, question, version, rowHeight, headerHeight }: Options) {
  const [chunk, setChunk] = useState<Chunk | null>(null)
  const [failure, setFailure] = useState<Problem | null>(null)
  // The engine answers from what it holds: only one that has died does not, and without it there is no list.
  if (failure) throw failure
  const view = useWindow({ count: chunk?.total ?? 0, rowHeight, headerHeight })
  const { first, size, scrollTo } = view
  const asked = questionKey(question)
  const shown = chunk && questionKey(chunk.question)
  // The version that `chunk` was asked for at; asking again at the same one would bring the same.
  const atVersion = useRef(-1)

  const covered =
    chunk !== null &&
    first >= chunk.from &&
    Math.min(first + size, chunk.total) <= chunk.from + chunk.rows.length

  useEffect(() => {
    if (version === 0 || (covered && shown === asked && atVersion.current === version)) return
    const abort = new AbortController()
    // Another question is looked at from its first row on.
    const around = shown === asked ? first : 0
    const margin = Math.max(40, size * 2)
    const from = Math.max(0, around - margin)
    engine()
      .ask('rows', { flowSid, question, from, size: size + 2 * margin }, abort.signal)
      .then((answer) => {
        atVersion.current = version
        setChunk({ ...answer, question })
        if (shown !== asked) scrollTo(0)
      })
      .catch((thrown: unknown) => {
        if (!isAbort(thrown)) setFailure(toProblem(thrown))
      })
    return () => abort.abort()
    // oxlint-disable-next-line react/exhaustive-deps -- `asked` stands for the question; `scrollTo` changes with every scroll
  }, [flowSid, asked, shown, version, covered, first, size])

  return { chunk, view }
}
