import { ChevronDown, ChevronUp, Search } from 'lucide'
import type { KeyboardEvent, ReactNode, RefObject } from 'react'

import { Icon } from '#ui/icon.tsx'
import { shortcuts } from '#ui/keys/shortcuts.ts'
import { Button } from '#ui/controls/button.tsx'
import { useMaskedInput } from '#ui/controls/use-masked-input.ts'

/** Result of a search: number of matches, index of the current one, and whether the limit cut off more. */
type MatchSummary = { readonly count: number; readonly current: number; readonly hasMore: boolean }

type DocumentSearchProps = {
  field: RefObject<HTMLInputElement | null>
  /** The accessible name. */
  label: string
  placeholder: string
  text: string
  /** The last result; null before the first search. */
  found: MatchSummary | null
  /** Whether `found` is out of date for the current text. */
  isSearching: boolean
  onSearch: (text: string) => void
  onStep: (step: 1 | -1) => void
  /** More controls for the matches. */
  children?: ReactNode
}

/** The search box of a document. Enter goes to the next match, Shift+Enter to the previous one, Esc clears. */
export function DocumentSearch(props: DocumentSearchProps) {
  const { field, label, placeholder, text, found, isSearching, onSearch, onStep, children } = props
  const input = useMaskedInput(field, text, onSearch)
  const isEmpty = found === null || found.count === 0

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (event.key === 'Enter') onStep(event.shiftKey ? -1 : 1)
    if (event.key !== 'Escape' || text === '') return
    // Esc would also close the panel.
    event.preventDefault()
    onSearch('')
  }

  return (
    <search className="flex h-9 shrink-0 items-center gap-1 border-b border-line px-3 has-[input:focus-visible]:outline-2 has-[input:focus-visible]:-outline-offset-2 has-[input:focus-visible]:outline-accent">
      <Icon icon={Search} size={14} className="ml-1.5 shrink-0 text-faint" />
      <input
        ref={field}
        type="search"
        aria-label={label}
        placeholder={placeholder}
        {...input}
        onKeyDown={onKeyDown}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        className="h-7 min-w-0 flex-1 bg-transparent px-1.5 outline-none placeholder:text-faint [&::-webkit-search-cancel-button]:hidden"
      />
      <span role="status" className="shrink-0 text-xs text-muted tabular-nums">
        {text === '' ? '' : matchCountText(found, isSearching)}
      </span>
      {text !== '' && (
        <>
          <Button
            variant="quiet"
            size="sm"
            aria-label="Previous match"
            title="Previous match (Shift+Enter)"
            disabled={isEmpty}
            icon={<Icon icon={ChevronUp} size={14} />}
            onClick={() => onStep(-1)}
          />
          <Button
            variant="quiet"
            size="sm"
            aria-label="Next match"
            title="Next match (Enter)"
            disabled={isEmpty}
            icon={<Icon icon={ChevronDown} size={14} />}
            onClick={() => onStep(1)}
          />
          {children}
        </>
      )}
    </search>
  )
}

/** "3 of 12" */
function matchCountText(found: MatchSummary | null, isSearching: boolean): string {
  if (found === null || isSearching) return 'Searching…'
  if (found.count === 0) return 'No match'
  return `${found.current + 1} of ${found.count}${found.hasMore ? '+' : ''}`
}

/** Ctrl/Cmd+F focuses the search box: the browser's own search would only see the rendered rows. */
export function handleFindKey(event: KeyboardEvent, field: RefObject<HTMLInputElement | null>): void {
  if (event.key !== shortcuts.find || event.altKey || event.shiftKey || !(event.ctrlKey || event.metaKey))
    return
  event.preventDefault()
  field.current?.select()
  field.current?.focus()
}
