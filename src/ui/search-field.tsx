import { Search, X } from 'lucide-react'
import { use, type KeyboardEvent, type RefObject } from 'react'

import { keys } from './keys.ts'
import { SingleKeys, useKey } from './use-key.ts'

type SearchFieldProps = {
  field: RefObject<HTMLInputElement | null>
  /** The accessible name. */
  label: string
  placeholder: string
  value: string
  onChange: (text: string) => void
  /** Enter. */
  onEnter: () => void
  /** Esc or the cross, with something in it. Without, Esc leaves the field. */
  onClear: () => void
  /** The ids of what says how its text was understood. */
  describedBy?: string | undefined
}

/** A field to search with, reached by `/` from anywhere on the page. */
export function SearchField(props: SearchFieldProps) {
  const { field, label, placeholder, value, onChange, onEnter, onClear, describedBy } = props
  const hasKey = use(SingleKeys)
  useKey(keys.search, () => {
    field.current?.select()
    field.current?.focus()
  })

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    // While characters are being composed, both keys belong to the input method.
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter') onEnter()
    if (event.key !== 'Escape') return
    // What else Esc does on the page, closing the panel among it, is not meant.
    event.preventDefault()
    if (value === '') event.currentTarget.blur()
    else onClear()
  }

  return (
    <div className="relative flex items-center">
      <Search aria-hidden size={14} className="pointer-events-none absolute left-2.5 text-faint" />
      <input
        ref={field}
        type="search"
        aria-label={label}
        aria-describedby={describedBy}
        aria-keyshortcuts={hasKey ? keys.search : undefined}
        placeholder={placeholder}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        autoComplete="off"
        autoCapitalize="off"
        autoCorrect="off"
        spellCheck={false}
        enterKeyHint="search"
        className="focus-ring peer h-8 w-full min-w-0 rounded-md border border-line-strong bg-surface pr-8 pl-8 placeholder:text-faint [&::-webkit-search-cancel-button]:hidden"
      />
      {value === '' && hasKey && (
        <kbd
          aria-hidden
          className="pointer-events-none absolute right-2 rounded-sm border border-line px-1 text-2xs text-faint peer-focus:hidden max-sm:hidden"
        >
          {keys.search}
        </kbd>
      )}
      {value !== '' && (
        <button
          type="button"
          aria-label="Clear search"
          title="Clear search (Esc)"
          onClick={() => {
            onClear()
            field.current?.focus()
          }}
          className="focus-ring absolute right-1 flex size-6 items-center justify-center rounded-sm text-faint hover:bg-hover hover:text-ink"
        >
          <X aria-hidden size={14} />
        </button>
      )}
    </div>
  )
}
