import { ChevronDown, ChevronUp, Search } from 'lucide-react'
import type { KeyboardEvent, ReactNode, RefObject } from 'react'

import { keys } from '#ui/keys.ts'
import { Button } from '#ui/button.tsx'

/** What a search has found: which of how many matches is looked at, and whether there are more. */
type FoundSoFar = { readonly count: number; readonly current: number; readonly limited: boolean }

type DocumentSearchProps = {
  field: RefObject<HTMLInputElement | null>
  /** The accessible name. */
  label: string
  placeholder: string
  text: string
  /** What was found last; null before that. */
  found: FoundSoFar | null
  /** Whether that is no answer to the text as it is now. */
  isSearching: boolean
  onSearch: (text: string) => void
  onStep: (step: 1 | -1) => void
  /** What else can be done with the matches. */
  children?: ReactNode
}

/** The box to search a document with. Enter goes to the next match, Shift and Enter to the one before, Esc clears. */
export function DocumentSearch(props: DocumentSearchProps) {
  const { field, label, placeholder, text, found, isSearching, onSearch, onStep, children } = props
  const isEmpty = found === null || found.count === 0

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter') onStep(event.shiftKey ? -1 : 1)
    if (event.key !== 'Escape' || text === '') return
    // It would close the panel.
    event.preventDefault()
    onSearch('')
  }

  return (
    <search className="flex h-9 shrink-0 items-center gap-1 border-b border-line px-3 has-[input:focus-visible]:shadow-[inset_0_0_0_2px_var(--color-accent)]">
      <Search aria-hidden size={14} className="ml-1.5 shrink-0 text-faint" />
      <input
        ref={field}
        type="search"
        aria-label={label}
        placeholder={placeholder}
        value={text}
        onChange={(event) => onSearch(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        className="h-7 min-w-0 flex-1 bg-transparent px-1.5 outline-none placeholder:text-faint [&::-webkit-search-cancel-button]:hidden"
      />
      <span role="status" className="shrink-0 text-xs text-muted tabular-nums">
        {text === '' ? '' : wordsOf(found, isSearching)}
      </span>
      {text !== '' && (
        <>
          <Button
            variant="quiet"
            size="sm"
            aria-label="Previous match"
            title="Previous match (Shift+Enter)"
            disabled={isEmpty}
            icon={<ChevronUp aria-hidden size={14} />}
            onClick={() => onStep(-1)}
          />
          <Button
            variant="quiet"
            size="sm"
            aria-label="Next match"
            title="Next match (Enter)"
            disabled={isEmpty}
            icon={<ChevronDown aria-hidden size={14} />}
            onClick={() => onStep(1)}
          />
          {children}
        </>
      )}
    </search>
  )
}

/** "3 of 12" */
function wordsOf(found: FoundSoFar | null, isSearching: boolean): string {
  if (found === null || isSearching) return 'Searching…'
  if (found.count === 0) return 'No match'
  return `${found.current + 1} of ${found.count}${found.limited ? '+' : ''}`
}

/** Few rows are drawn: what the browser's own key would search is not what the reader means. */
export function onFindKey(event: KeyboardEvent, field: RefObject<HTMLInputElement | null>): void {
  if (event.key !== keys.find || event.altKey || event.shiftKey || !(event.ctrlKey || event.metaKey)) return
  event.preventDefault()
  field.current?.select()
  field.current?.focus()
}
