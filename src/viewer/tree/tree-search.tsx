import { ChevronDown, ChevronUp, Search } from 'lucide-react'
import type { KeyboardEvent, RefObject } from 'react'

import { Button } from '#ui/button.tsx'
import { ToggleButton } from '#ui/toggle-button.tsx'

import type { Found } from './tree-model.ts'

type TreeSearchProps = {
  field: RefObject<HTMLInputElement | null>
  label: string
  text: string
  found: Found | null
  isSearching: boolean
  only: boolean
  onSearch: (text: string) => void
  onStep: (step: 1 | -1) => void
  onOnly: (only: boolean) => void
}

/** The box to search a document with. Enter goes to the next match, Shift and Enter to the one before, Esc clears. */
export function TreeSearch(props: TreeSearchProps) {
  const { field, label, text, found, isSearching, only, onSearch, onStep, onOnly } = props
  const count = found?.matches.length ?? 0

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
        placeholder="Search keys, values and paths"
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
            disabled={count === 0}
            icon={<ChevronUp aria-hidden size={14} />}
            onClick={() => onStep(-1)}
          />
          <Button
            variant="quiet"
            size="sm"
            aria-label="Next match"
            title="Next match (Enter)"
            disabled={count === 0}
            icon={<ChevronDown aria-hidden size={14} />}
            onClick={() => onStep(1)}
          />
          <ToggleButton pressed={only} disabled={count === 0} onClick={() => onOnly(!only)}>
            Only matches
          </ToggleButton>
        </>
      )}
    </search>
  )
}

/** "3 of 12" */
function wordsOf(found: Found | null, isSearching: boolean): string {
  if (!found || isSearching) return 'Searching…'
  const { matches, current, limited } = found
  if (matches.length === 0) return 'No match'
  return `${current + 1} of ${matches.length}${limited ? '+' : ''}`
}
