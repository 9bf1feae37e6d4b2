import { useEffect, useRef, useState } from 'react'

import { isAbort, toProblem, type Problem } from '#contract/problem.ts'
import type { FlowSid } from '#contract/sid.ts'
import type { FileForm, MadeFile } from '#engine/protocol.ts'
import { tellAudit } from '#queries/audit.ts'
import { engine } from '#queries/sources.ts'
import { useAskAgain } from '#queries/use-ask-again.ts'
import { isFiltered, type Question } from '#search/question.ts'
import { download } from '#ui/download.ts'

import { nameFile } from './export-words.ts'

/** What is asked for. */
type Wanted = {
  form: FileForm
  question: Question
  /** How many engagements it will be, as far as is known. */
  of: number
}

/** A file that is here, and may not be handed over before the audit knows. */
export type Exported = { wanted: Wanted; made: MadeFile; name: string }

export type Stage =
  | { at: 'choosing' }
  /** `telling`: the file is there, and the audit is being told. */
  | { at: 'making' | 'telling'; done: number; of: number }
  | { at: 'not-made'; problem: Problem; wanted: Wanted }
  | { at: 'not-told'; problem: Problem; exported: Exported }
  | { at: 'done'; exported: Exported }

/** Tells one export's progress from another's. */
let lastNumber = 0

/**
 * An export: the engine makes the file, the audit is told of it, and then it is handed over, in this order. What was made
 * is kept until then. Leaving gives it up.
 */
export function useExport(flowSid: FlowSid) {
  const [stage, setStage] = useState<Stage>({ at: 'choosing' })
  const abort = useRef<AbortController | null>(null)
  useEffect(() => () => abort.current?.abort(), [])

  async function begin(wanted: Wanted): Promise<void> {
    const { form, question, of } = wanted
    const number = ++lastNumber
    const { signal } = (abort.current = new AbortController())
    setStage({ at: 'making', done: 0, of })
    const stop = engine().listen((news) => {
      if (news.news === 'exporting' && news.number === number && !signal.aborted)
        setStage({ at: 'making', done: news.done, of: news.of })
    })
    try {
      const made = await engine().ask('export', { flowSid, question, form, number }, signal)
      const name = nameFile({ flowSid, made, form, filtered: isFiltered(question) })
      await handOver({ wanted, made, name })
    } catch (thrown) {
      if (!isAbort(thrown)) setStage({ at: 'not-made', problem: toProblem(thrown), wanted })
    } finally {
      stop()
    }
  }

  async function handOver(exported: Exported): Promise<void> {
    const { made, name } = exported
    const { signal } = (abort.current = new AbortController())
    setStage({ at: 'telling', done: made.total, of: made.total })
    try {
      await tellAudit({ event: 'export', flow: flowSid, count: made.total })
    } catch (thrown) {
      if (!signal.aborted) setStage({ at: 'not-told', problem: toProblem(thrown), exported })
      return
    }
    if (signal.aborted) return
    download(made.file, name)
    setStage({ at: 'done', exported })
  }

  function tryAgain(): void {
    if (stage.at === 'not-made') void begin(stage.wanted)
    if (stage.at === 'not-told') void handOver(stage.exported)
  }

  useAskAgain(stage.at === 'not-told' ? stage.problem : null, tryAgain)

  return {
    stage,
    begin: (wanted: Wanted) => void begin(wanted),
    tryAgain,
    /** Back to what can be chosen; what is under way is given up. */
    cancel: () => {
      abort.current?.abort()
      setStage({ at: 'choosing' })
    },
  }
}
