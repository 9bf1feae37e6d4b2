import { useId, useLayoutEffect, type KeyboardEvent, type ReactNode } from 'react'

type TabsProps<T extends string> = {
  label: string
  tabs: readonly { id: T; label: string; extra?: ReactNode }[]
  selected: T
  onSelect: (tab: T) => void
  /** Whether the keys 1, 2 and so on select a tab. */
  hasNumberKeys?: boolean
  /** Content of the selected tab. */
  children: ReactNode
}

/**
 * Tabs with automatic activation: the arrow keys select at once, since the content is loaded or loading already.
 * @see https://www.w3.org/WAI/ARIA/apg/patterns/tabs/
 */
export function Tabs<T extends string>({
  label,
  tabs,
  selected,
  onSelect,
  hasNumberKeys = false,
  children,
}: TabsProps<T>) {
  const id = useId()

  // On a phone not all tabs fit, and a link may select any of them.
  useLayoutEffect(() => {
    document.getElementById(`${id}-${selected}`)?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [id, selected])

  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    const index = tabs.findIndex((tab) => tab.id === selected)
    const target = { ArrowRight: index + 1, ArrowLeft: index - 1, Home: 0, End: tabs.length - 1 }[event.key]
    if (target === undefined) return
    event.preventDefault()
    const next = tabs[(target + tabs.length) % tabs.length]
    if (!next) return
    onSelect(next.id)
    document.getElementById(`${id}-${next.id}`)?.focus()
  }

  return (
    <>
      <div
        role="tablist"
        aria-label={label}
        className="flex shrink-0 gap-1 overflow-x-auto overflow-y-hidden border-b border-line px-4 [scrollbar-width:none] [&::-webkit-scrollbar]:hidden"
      >
        {tabs.map((tab, i) => (
          <button
            key={tab.id}
            id={`${id}-${tab.id}`}
            type="button"
            role="tab"
            aria-selected={tab.id === selected}
            aria-controls={tab.id === selected ? `${id}-panel` : undefined}
            tabIndex={tab.id === selected ? 0 : -1}
            data-shortcut={hasNumberKeys ? i + 1 : undefined}
            onClick={() => onSelect(tab.id)}
            onKeyDown={onKeyDown}
            className="focus-ring-inset flex h-9 shrink-0 items-center gap-1.5 rounded-sm border-b-2 border-transparent px-2 text-muted forced-colors:border-[Canvas] transition-colors hover:text-ink aria-selected:border-accent aria-selected:font-medium aria-selected:text-ink"
          >
            {tab.label}
            {tab.extra}
          </button>
        ))}
      </div>
      <div
        role="tabpanel"
        id={`${id}-panel`}
        aria-labelledby={`${id}-${selected}`}
        className="flex min-h-0 flex-1 flex-col"
      >
        {children}
      </div>
    </>
  )
}
