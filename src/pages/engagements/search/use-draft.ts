import { useEffect, useEffectEvent, useRef, useState } from 'react'

import type { Question } from '#search/question.ts'

import { askDraft, finish, follow, goOn, startDraft, type, type Settle } from './draft.ts'
import { remember } from './recent-searches.ts'

/**
 * While somebody types it is asked at once, but not again within that many ms: a key that is held down repeats faster,
 * and browsers refuse an address that changes a hundred times in ten seconds.
 */
const betweenAskings = 120

/** The grammar comes when the box is first used. */
const loadSettle = async (): Promise<Settle> => (await import('#search/settle.ts')).settle

type Ask = (question: Question, options: { replace: boolean }) => void

/** The text of the search box: its own while somebody types, the question's as soon as it was asked. */
export function useDraft(question: Question, ask: Ask) {
  const [kept, setDraft] = useState(() => startDraft(question.text))
  const askedAt = useRef(Number.NEGATIVE_INFINITY)
  const [failure, setFailure] = useState<{ thrown: unknown } | null>(null)
  // Without the grammar nothing can be searched: better said than a box that does nothing.
  if (failure) throw failure.thrown
  const draft = follow(kept, question.text)
  if (draft !== kept) setDraft(draft)

  const onDue = useEffectEvent((settle: Settle) => {
    const asked = askDraft(settle, draft, question)
    setDraft((latest) => (latest === draft ? asked.draft : goOn(latest, asked.draft)))
    if (draft.due === 'final') remember(asked.draft.text)
    if (asked.question) ask(asked.question, { replace: asked.replace })
  })
  useEffect(() => {
    if (draft.due === null) return
    let isLatest = true
    const send = () => {
      askedAt.current = performance.now()
      void loadSettle().then(
        (settle) => isLatest && onDue(settle),
        (thrown: unknown) => isLatest && setFailure({ thrown }),
      )
    }
    const wait = askedAt.current + betweenAskings - performance.now()
    const timer = draft.due === 'soon' && wait > 0 ? setTimeout(send, wait) : undefined
    if (timer === undefined) send()
    return () => {
      isLatest = false
      clearTimeout(timer)
    }
  }, [draft])

  return {
    text: draft.text,
    /** Brings the grammar before it is needed. */
    prepare: () => void loadSettle().catch(() => {}),
    type: (text: string) => setDraft((latest) => type(latest, text)),
    /** Asks at once, and for good: Enter, or leaving the box. */
    finish: () => setDraft(finish),
    /** Puts another text into the box and asks it at once. */
    put: (text: string) => setDraft((latest) => finish(type(latest, text))),
  }
}
