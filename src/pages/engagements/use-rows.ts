import { useEffect, useState } from 'react'

import { isAbort, toProblem, type Problem } from '#contract/problem.ts'
import type { FlowSid } from '#contract/sid.ts'
import type { RowsInView } from '#engine/protocol.ts'
import { engine } from '#queries/sources.ts'
import { useVersion } from '#queries/use-version.ts'
import { questionKey, type Question } from '#search/question.ts'
import { useWindow } from '#ui/use-window.ts'

type Chunk = RowsInView & {
  /** The question these rows answer. */
  question: Question
}

type Options = {
  flowSid: FlowSid
  question: Question
  rowHeight: number
  headerHeight: number
}

/**
 * The rows around those in view, from the engine, and the window over all of them. The rows shown before stay until
 * the new ones are here; so does their question, since a count and the rows it counts belong together.
 */
export function useRows({ flowSid, question, rowHeight, headerHeight }: Options) {
  const [chunk, setChunk] = useState<Chunk | null>(null)
  const [failure, setFailure] = useState<Problem | null>(null)
  // The engine answers from what it holds: only one that has died does not, and without it there is no list.
  if (failure) throw failure
  const view = useWindow({ count: chunk?.total ?? 0, rowHeight, headerHeight })
  const { first, size, scrollTo } = view
  const version = useVersion(flowSid)
  const asked = questionKey(question)
  const shown = chunk && questionKey(chunk.question)

  const covered =
    chunk !== null &&
    first >= chunk.from &&
    Math.min(first + size, chunk.total) <= chunk.from + chunk.rows.length
  const isNew = chunk !== null && shown === asked && chunk.version >= version

  useEffect(() => {
    if (version === 0 || (covered && isNew)) return
    const abort = new AbortController()
    // Another question is looked at from its first row on.
    const around = shown === asked ? first : 0
    const margin = Math.max(40, size * 2)
    const from = Math.max(0, around - margin)
    engine()
      .ask('rows', { flowSid, question, from, size: size + 2 * margin }, abort.signal)
      .then((answer) => {
        setChunk({ ...answer, question })
        if (shown !== asked) scrollTo(0)
      })
      .catch((thrown: unknown) => {
        if (!isAbort(thrown)) setFailure(toProblem(thrown))
      })
    return () => abort.abort()
    // What has changed since it was asked must not end an asking: with news every 100 ms no slow answer would ever
    // come. So neither `version` nor, while the rows in view are at hand, `first` is here; `chunk` is, to look again.
    // oxlint-disable-next-line react/exhaustive-deps -- see above; `asked` stands for the question
  }, [flowSid, asked, isNew, chunk, covered, covered || first, size])

  return { chunk, view }
}
