import { Suspense, useEffect, useEffectEvent, useRef, useState, type FocusEvent } from 'react'
import { useNavigate } from 'react-router'

import type { RunSource } from '#contract/run-source.ts'
import type { ListQuery } from '#search/query/list-query.ts'
import { SearchField } from '#ui/controls/search-field.tsx'
import { lazyChunk } from '#ui/lazy/lazy-chunk.ts'
import { paths } from '#urls/urls.ts'

import { loadPastedFlow, preloadSearch } from '#pages/shared/search/load-search.ts'
import { useSearchInput } from './use-search-input.ts'

const SearchHints = lazyChunk(async () => (await import('./search-hints.tsx')).SearchHints)

type SearchBoxProps = {
  /** Where the list's runs are read from. */
  source: RunSource
  query: ListQuery
  onQueryChange: (query: ListQuery, options: { isTyping: boolean }) => void
  /** Moves to the first row; null while the list does not show the query's rows. */
  onGoToResults: (() => void) | null
  /** Closes the panel beside the list; null without one. */
  onClosePanel: (() => void) | null
  /** The id of the element that describes how the text is interpreted. */
  interpretationId: string
}

/**
 * One search box for everything: phone numbers, SIDs, links, text, filters. Enter and the down arrow go to the first row,
 * as soon as it is there.
 */
export function SearchBox({
  source,
  query,
  onQueryChange,
  onGoToResults,
  onClosePanel,
  interpretationId,
}: SearchBoxProps) {
  const input = useSearchInput(query, onQueryChange)
  const field = useRef<HTMLInputElement>(null)
  const [hasFocus, setHasFocus] = useState(false)
  const [areHintsClosed, setHintsClosed] = useState(false)
  const hasHints = hasFocus && input.text === '' && !areHintsClosed
  const [isAwaitingResults, setAwaitingResults] = useState(false)
  const navigate = useNavigate()
  /** The text that was entered while the search's code loads. Typing on, or leaving the box or the page, withdraws it. */
  const entered = useRef<string | null>(null)
  useEffect(
    () => () => {
      entered.current = null
    },
    [],
  )

  // The focus then leaves the box, which ends the wait. Without a result it stays.
  const goToResults = useEffectEvent(() => onGoToResults?.())
  const canGo = isAwaitingResults && input.isSubmitted && onGoToResults !== null
  useEffect(() => {
    if (canGo) goToResults()
  }, [canGo])

  function onBlur({ currentTarget, relatedTarget }: FocusEvent) {
    if (currentTarget.contains(relatedTarget)) return
    setHasFocus(false)
    setHintsClosed(false)
    setAwaitingResults(false)
    entered.current = null
    input.finish()
  }

  function onEscape(): boolean {
    if (hasHints) setHintsClosed(true)
    else onClosePanel?.()
    return hasHints || onClosePanel !== null
  }

  function submitAndGo() {
    input.finish()
    // Where all of the text became filters, the box is empty: hints would cover their controls.
    setHintsClosed(true)
    setAwaitingResults(true)
  }

  async function enter() {
    const { text } = input
    entered.current = text
    const runList = await loadPastedFlow(text, source)
    if (entered.current !== text) return
    entered.current = null
    if (runList === null) return submitAndGo()
    // The text waits for the same code, and would be searched for in this list.
    input.discard()
    void navigate(paths.engagements(runList))
  }

  function choose(text: string) {
    input.replaceText(text)
    // The chosen button disappears and loses the focus.
    field.current?.focus()
  }

  return (
    <search
      className="relative min-w-36 flex-1 basis-36 sm:max-w-lg sm:min-w-56 sm:basis-56"
      onFocus={() => {
        setHasFocus(true)
        void preloadSearch()
      }}
      onBlur={onBlur}
    >
      <SearchField
        field={field}
        label="Search engagements"
        placeholder="Phone number, SID, order number, any text"
        value={input.text}
        onChange={(text) => {
          setAwaitingResults(false)
          entered.current = null
          setHintsClosed(false)
          input.type(text)
        }}
        onEnter={() => void enter()}
        onArrowDown={submitAndGo}
        onEscape={onEscape}
        onClear={() => input.replaceText('')}
        describedBy={input.text === '' ? undefined : interpretationId}
      />
      {hasHints && (
        <Suspense>
          <SearchHints onChoose={choose} />
        </Suspense>
      )}
    </search>
  )
}
