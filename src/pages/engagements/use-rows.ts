import { useEffect, useEffectEvent, useState } from 'react'

import { isAbort, toProblem, type Problem } from '#contract/problem.ts'
import type { FlowSid } from '#contract/sid.ts'
import type { EngagementRow, RowsInView } from '#engine/protocol.ts'
import { engine } from '#queries/sources.ts'
import { questionKey, type Question } from '#search/question.ts'
import type { GridCursor } from '#table/grid-keys.ts'
import { useWindow } from '#ui/use-window.ts'

import { anchorOf, cursorIn } from './anchor.ts'
import { askRows, type Around } from './ask-rows.ts'

type Chunk = RowsInView & {
  /** The question these rows answer. */
  question: Question
  /** The reading they are of. */
  epoch: number
}

type Options = {
  flowSid: FlowSid
  question: Question
  /** Which reading of the flow this is; after another one, nothing is known of where its rows were. */
  epoch: number
  rowHeight: number
  headerHeight: number
}

/**
 * The rows around those in view, from the engine, and the window over all of them. The rows shown before stay until
 * the new ones are here; so does their question, since a count and the rows it counts belong together. Rows that come
 * in above move nothing: the window and the keyboard's cursor go with the rows they are on.
 */
export function useRows({ flowSid, question, epoch, rowHeight, headerHeight }: Options) {
  const [chunk, setChunk] = useState<Chunk | null>(null)
  const [cursor, setCursor] = useState<GridCursor | null>(null)
  const [above, setAbove] = useState(0)
  const [failure, setFailure] = useState<Problem | null>(null)
  // The engine answers from what it holds: only one that has died does not, and without it there is no list.
  if (failure) throw failure
  const view = useWindow({ count: chunk?.total ?? 0, rowHeight, headerHeight })
  const { first, size, scrollTo, shiftBy } = view
  const asked = questionKey(question)
  const shown = chunk && questionKey(chunk.question)
  // At the top there is nothing above any more.
  if (above > 0 && first === 0) setAbove(0)

  const isCovered =
    chunk !== null &&
    first >= chunk.from &&
    Math.min(first + size, chunk.total) <= chunk.from + chunk.rows.length

  /** Asks, if what is shown is not what is known. @returns whether it does */
  const ask = useEffectEvent((signal: AbortSignal): boolean => {
    const version = engine().versionOf(flowSid)
    const isNew = chunk !== null && shown === asked && chunk.version >= version
    if (version === 0 || (isCovered && isNew)) return false
    const isSame = shown === asked && chunk?.epoch === epoch
    const look = { stretch: chunk, first, size, cursor: cursor?.row ?? null, order: question.order }
    // Another question, or another reading, is looked at from its first row on.
    askRows(
      engine().ask,
      { flowSid, question, first: isSame ? first : 0, size, anchor: isSame ? anchorOf(look) : null },
      signal,
    )
      .then((answer) => (isSame ? follow(answer) : begin(answer)))
      .catch((thrown: unknown) => {
        if (!isAbort(thrown)) setFailure(toProblem(thrown))
      })
    return true
  })

  useEffect(() => {
    const abort = new AbortController()
    let isAsking = ask(abort.signal)
    // News must not end an asking: every 100 ms, no slow answer would ever come. Each answer is a new `chunk`, which
    // comes here again. Nor are they state: what is drawn changes with the answer, not with the news of it.
    const stop = engine().listen(() => {
      if (!isAsking) isAsking = ask(abort.signal)
    })
    return () => {
      stop()
      abort.abort()
    }
    // While the rows in view are at hand, `first` may change without a word.
    // oxlint-disable-next-line react/exhaustive-deps -- what there is to ask for; `asked` stands for the question
  }, [flowSid, asked, chunk, isCovered, isCovered || first, size])

  function begin({ rows }: Around) {
    setChunk({ ...rows, question, epoch })
    setCursor(null)
    setAbove(0)
    scrollTo(0)
  }

  function follow({ rows, shift }: Around) {
    setChunk({ ...rows, rows: sameOr(chunk?.rows, rows.rows), question, epoch })
    setCursor((at) => at && { ...at, row: cursorIn(chunk, rows, at.row, shift) })
    if (shift === 0) return
    setAbove((before) => Math.max(0, before + shift))
    shiftBy(shift)
  }

  return {
    chunk,
    view,
    /** Where the keyboard is. */
    cursor,
    setCursor,
    /** How many rows have come in above since the first row was in view. */
    above,
  }
}

/** The rows as they were, when nothing about them is new: what is drawn of them need not be drawn again. */
function sameOr(before: EngagementRow[] | undefined, now: EngagementRow[]): EngagementRow[] {
  return before && JSON.stringify(before) === JSON.stringify(now) ? before : now
}
