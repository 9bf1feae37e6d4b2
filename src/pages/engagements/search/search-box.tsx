import { Suspense, useRef, useState, type FocusEvent } from 'react'

import type { ListQuery } from '#search/query/list-query.ts'
import { SearchField } from '#ui/controls/search-field.tsx'
import { lazyChunk } from '#ui/lazy/lazy-chunk.ts'

import { preloadSearch } from '#pages/shared/search/load-search.ts'
import { useSearchInput } from './use-search-input.ts'

const SearchHints = lazyChunk(async () => (await import('./search-hints.tsx')).SearchHints)

type SearchBoxProps = {
  query: ListQuery
  onQueryChange: (query: ListQuery, options: { replace: boolean }) => void
  /** The id of the element that describes how the text is interpreted. */
  interpretationId: string
}

/** One search box for everything: phone numbers, SIDs, links, text, filters. */
export function SearchBox({ query, onQueryChange, interpretationId }: SearchBoxProps) {
  const input = useSearchInput(query, onQueryChange)
  const field = useRef<HTMLInputElement>(null)
  const [hasFocus, setHasFocus] = useState(false)

  function onBlur({ currentTarget, relatedTarget }: FocusEvent) {
    if (currentTarget.contains(relatedTarget)) return
    setHasFocus(false)
    input.finish()
  }

  function choose(text: string) {
    input.replaceText(text)
    // The chosen button disappears and loses the focus.
    field.current?.focus()
  }

  return (
    <search
      className="relative min-w-56 flex-1 basis-56 sm:max-w-lg"
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
        onChange={input.type}
        onEnter={input.finish}
        onClear={() => input.replaceText('')}
        describedBy={input.text === '' ? undefined : interpretationId}
      />
      {hasFocus && input.text === '' && (
        <Suspense>
          <SearchHints onChoose={choose} />
        </Suspense>
      )}
    </search>
  )
}
