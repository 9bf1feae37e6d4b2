import { Check, ChevronsUpDown } from 'lucide'
import { useId, useState, type KeyboardEvent } from 'react'

import { Icon } from '#ui/icon.tsx'

export type ComboboxOption = { readonly value: string; readonly label: string; readonly note?: string }

type ComboboxProps = {
  /** The visible label and the accessible name. */
  label: string
  /** The value of the chosen option. */
  value: string
  options: readonly ComboboxOption[]
  /** The options for a typed text, best first. */
  filter: (text: string) => readonly ComboboxOption[]
  /** Shown when no option matches. */
  noMatchText: (text: string) => string
  onChoose: (value: string) => void
}

/** `typed` is null until the user types: all options are listed then. `active` is an index into the listed ones. */
type OpenList = { readonly typed: string | null; readonly active: number }

/**
 * A field that chooses one of many options, with the ARIA pattern "editable combobox with list autocomplete". Typing filters
 * and arrows move; Enter chooses, Escape and leaving the field restore what was chosen. The list opens in the flow of the
 * page, so that it fits into a popover.
 */
export function Combobox({ label, value, options, filter, noMatchText, onChoose }: ComboboxProps) {
  const id = useId()
  const [list, setList] = useState<OpenList | null>(null)
  const chosen = options.find((option) => option.value === value)
  const listed = list === null || list.typed === null ? options : filter(list.typed)

  function open() {
    setList({ typed: null, active: options.findIndex((option) => option.value === value) })
  }

  function choose(option: ComboboxOption | undefined) {
    if (option === undefined) return
    setList(null)
    onChoose(option.value)
  }

  function moveTo(index: number) {
    if (list && listed.length > 0) setList({ ...list, active: (index + listed.length) % listed.length })
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    const { key, altKey } = event
    // Closed, Escape belongs to the popover around it.
    if (key === 'Escape' && list === null) return
    if (!['ArrowDown', 'ArrowUp', 'PageDown', 'PageUp', 'Enter', 'Escape'].includes(key)) return
    event.preventDefault()
    if (list === null) open()
    else if (key === 'Escape' || (key === 'ArrowUp' && altKey)) setList(null)
    else if (key === 'Enter') choose(listed[list.active])
    else if (key === 'ArrowDown') moveTo(list.active + 1)
    else if (key === 'ArrowUp') moveTo(Math.max(list.active, 0) - 1)
    else if (key === 'PageDown') moveTo(Math.min(list.active + pageSize, listed.length - 1))
    else moveTo(Math.max(list.active - pageSize, 0))
  }

  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="text-xs font-medium text-muted">
        {label}
      </label>
      <div className="relative flex items-center">
        <input
          id={id}
          role="combobox"
          aria-autocomplete="list"
          aria-expanded={list !== null}
          aria-controls={`${id}list`}
          aria-activedescendant={list && listed[list.active] ? `${id}${list.active}` : undefined}
          value={list?.typed ?? chosen?.label ?? value}
          onChange={({ currentTarget }) => setList({ typed: currentTarget.value, active: 0 })}
          onFocus={({ currentTarget }) => currentTarget.select()}
          onBlur={() => setList(null)}
          // The first click selects the text, which typing then replaces. The browser would put the cursor into it.
          onMouseDown={(event) => {
            if (list !== null) return
            event.preventDefault()
            event.currentTarget.focus()
            event.currentTarget.select()
          }}
          onClick={() => {
            if (list === null) open()
          }}
          onKeyDown={onKeyDown}
          autoComplete="off"
          autoCapitalize="off"
          autoCorrect="off"
          spellCheck={false}
          className="focus-ring h-8 w-full min-w-0 truncate rounded-md border border-line-strong bg-surface pr-8 pl-2.5"
        />
        <Icon icon={ChevronsUpDown} size={14} className="pointer-events-none absolute right-2.5 text-faint" />
      </div>
      <div
        id={`${id}list`}
        role="listbox"
        tabIndex={-1}
        aria-label={label}
        hidden={list === null || listed.length === 0}
        // A click must not take the focus from the field, which would close the list.
        onMouseDown={(event) => event.preventDefault()}
        className="relative max-h-56 overflow-y-auto overscroll-contain rounded-md border border-line bg-surface p-1"
      >
        {list !== null &&
          listed.map((option, i) => (
            <Option
              key={option.value}
              id={`${id}${i}`}
              option={option}
              isActive={i === list.active}
              isChosen={option.value === value}
              onChoose={() => choose(option)}
            />
          ))}
      </div>
      <p role="status" className={list !== null && listed.length === 0 ? 'text-xs text-muted' : 'sr-only'}>
        {list !== null && list.typed !== null && describeMatches(listed.length, list.typed)}
      </p>
    </div>
  )

  function describeMatches(count: number, typed: string): string {
    if (count === 0) return noMatchText(typed)
    return count === 1 ? '1 match' : `${count} matches`
  }
}

/** Options per PageUp or PageDown. */
const pageSize = 8

type OptionProps = {
  id: string
  option: ComboboxOption
  isActive: boolean
  isChosen: boolean
  onChoose: () => void
}

function Option({ id, option: { label, note }, isActive, isChosen, onChoose }: OptionProps) {
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the field has the focus and handles the keys
    <div
      id={id}
      role="option"
      tabIndex={-1}
      ref={isActive ? scrollIntoView : undefined}
      // In a list that the field controls, selected means where the arrows are; the mark shows what is chosen.
      aria-selected={isActive}
      onClick={onChoose}
      className="relative flex min-h-7 cursor-default items-center gap-3 rounded-sm py-1 pr-2 pl-7 hover:bg-hover aria-selected:bg-selected"
    >
      {isChosen && <Icon icon={Check} size={14} className="absolute left-2 text-muted" />}
      <span className="min-w-0 flex-1 wrap-anywhere">
        {label}
        {isChosen && <span className="sr-only">, chosen</span>}
      </span>
      {note !== undefined && <span className="shrink-0 text-xs text-muted tabular-nums">{note}</span>}
    </div>
  )
}

function scrollIntoView(option: HTMLElement | null) {
  option?.scrollIntoView({ block: 'nearest' })
}
