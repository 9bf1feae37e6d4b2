import { useEffect, useEffectEvent, useRef, useState } from 'react'

import type { ListQuery } from '#search/query/list-query.ts'

import {
  submitInput,
  discardTyped,
  finishTyping,
  syncFromUrl,
  mergeTyped,
  createInputState,
  typeText,
} from './search-input-state.ts'
import { useSearchModule, type SearchModule } from '#pages/shared/search/load-search.ts'
import { addRecentSearch } from '#pages/shared/search/recent-searches.ts'

/**
 * Average time between submissions while typing. A key held down repeats faster, and browsers reject about a hundred URL
 * changes in ten seconds.
 */
const intervalMs = 120
/** How many may follow each other without waiting: the letters of a word typed fast. */
const maxBurst = 8

type OnSubmit = (query: ListQuery, options: { isTyping: boolean }) => void

/** The text of the search box: its own while the user types, the query's text once submitted. */
export function useSearchInput(query: ListQuery, onSubmit: OnSubmit) {
  const [storedInput, setInput] = useState(() => createInputState(query.text))
  /** When the next submission would be, if all came one interval after the other. */
  const nextSubmitMs = useRef(Number.NEGATIVE_INFINITY)
  const input = syncFromUrl(storedInput, query.text)
  if (input !== storedInput) setInput(input)

  // Until the search's code is here, what is typed stays pending.
  const search = useSearchModule(input.pending !== null)
  const isDiscarded = useRef(false)
  const submitPending = useEffectEvent(({ extractFilters }: SearchModule) => {
    // This effect may come after Enter, which led elsewhere: it would lead back.
    if (isDiscarded.current && input.pending === 'soon') return
    const submission = submitInput(input, query, extractFilters)
    setInput((latest) => (latest === input ? submission.input : mergeTyped(latest, submission.input)))
    if (input.pending === 'final') addRecentSearch(submission.input.text)
    if (submission.query) onSubmit(submission.query, { isTyping: submission.isTyping })
  })
  useEffect(() => {
    if (input.pending === null || search === null) return
    const submit = () => {
      nextSubmitMs.current = Math.max(nextSubmitMs.current, performance.now()) + intervalMs
      submitPending(search)
    }
    const waitMs = nextSubmitMs.current - (maxBurst - 1) * intervalMs - performance.now()
    const timer = input.pending === 'soon' && waitMs > 0 ? setTimeout(submit, waitMs) : undefined
    if (timer === undefined) submit()
    return () => clearTimeout(timer)
  }, [input, search])

  return {
    text: input.text,
    /** Whether the query has the text. */
    isSubmitted: input.pending === null,
    type: (text: string) => {
      isDiscarded.current = false
      setInput((latest) => typeText(latest, text))
    },
    /** Submits at once: Enter or blur. */
    finish: () => setInput(finishTyping),
    /** Leaves what was typed out, and shows the query's text again. */
    discard: () => {
      isDiscarded.current = true
      setInput(discardTyped)
    },
    /** Replaces the text and submits it at once. */
    replaceText: (text: string) => setInput((latest) => finishTyping(typeText(latest, text))),
  }
}
