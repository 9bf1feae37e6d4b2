import { Search, X } from 'lucide'
import { use, type KeyboardEvent, type RefObject } from 'react'

import { Icon } from '#ui/icon.tsx'
import { shortcuts } from '#ui/keys/shortcuts.ts'
import { ShortcutsEnabledContext, useShortcut } from '#ui/keys/use-shortcut.ts'

import { useMaskedInput } from './use-masked-input.ts'

type SearchFieldProps = {
  field: RefObject<HTMLInputElement | null>
  /** The accessible name. */
  label: string
  placeholder: string
  value: string
  onChange: (text: string) => void
  onEnter: () => void
  onArrowDown: () => void
  /** On Esc, first of all. @returns whether it closed something else */
  onEscape?: () => boolean
  /** On Esc or the clear button, if there is text. In an empty field Esc moves the focus to the list, or to the page. */
  onClear: () => void
  /** IDs of the elements that describe how the text was interpreted. */
  describedBy?: string | undefined
}

/** A search field. The shortcut `/` focuses it from anywhere on the page. */
export function SearchField(props: SearchFieldProps) {
  const { field, label, placeholder, value, onChange, onEnter, onArrowDown, onEscape, onClear, describedBy } =
    props
  const hasShortcut = use(ShortcutsEnabledContext)
  const input = useMaskedInput(field, value, onChange)
  useShortcut(shortcuts.search, () => {
    field.current?.select()
    field.current?.focus()
  })

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
    switch (event.key) {
      case 'Enter':
        onEnter()
        break
      case 'ArrowDown':
        event.preventDefault()
        onArrowDown()
        break
      case 'Escape':
        // Esc must not do anything else on the page, nor clear the field by itself.
        event.preventDefault()
        if (onEscape?.() === true) break
        if (value === '') leave(event.currentTarget)
        else onClear()
    }
  }

  return (
    <div className="relative flex items-center">
      <Icon icon={Search} size={14} className="pointer-events-none absolute left-2.5 text-faint" />
      <input
        ref={field}
        type="search"
        aria-label={label}
        aria-describedby={describedBy}
        aria-keyshortcuts={hasShortcut ? shortcuts.search : undefined}
        placeholder={placeholder}
        {...input}
        onKeyDown={onKeyDown}
        autoComplete="off"
        autoCapitalize="off"
        autoCorrect="off"
        spellCheck={false}
        enterKeyHint="search"
        className="focus-ring peer h-8 w-full min-w-0 rounded-md border border-line-strong bg-surface pr-8 pl-8 placeholder:text-faint [&::-webkit-search-cancel-button]:hidden"
      />
      {value === '' && hasShortcut && (
        <kbd
          aria-hidden
          className="pointer-events-none absolute right-2 rounded-sm border border-line px-1 text-2xs text-faint peer-focus:hidden max-sm:hidden"
        >
          {shortcuts.search}
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
          <Icon icon={X} size={14} />
        </button>
      )}
    </div>
  )
}

/** Not `blur`: the page itself must not get the focus. */
function leave(input: HTMLInputElement): void {
  const main = input.closest('main')
  const list = main?.querySelector<HTMLElement>('[role=grid]') ?? main
  list?.focus({ preventScroll: true })
}
