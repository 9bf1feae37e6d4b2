import { useRef, useState, type FocusEvent, type KeyboardEvent, type ReactNode } from 'react'

import { nodeText, pathOf, stringValue, type JsonDocument } from '#json/document.ts'
import { printJsonPath, type JsonPath } from '#json/paths.ts'
import { prettyPrint } from '#json/pretty.ts'
import { Button } from '#ui/button.tsx'
import { CopyButton } from '#ui/copy-button.tsx'

import { isFoldable } from './tree-model.ts'

/** How much of a path is shown, in UTF-16 units: 10,000 levels make a long one. */
const mostShown = 500

/** Something a page offers to do with the value at a path. */
export type NodeAction = {
  /** What stands on its button. */
  label: string
  icon: ReactNode
  /** Why it cannot be done with the value at this path; null when it can. */
  unavailable: (path: JsonPath) => string | null
  onSelect: (path: JsonPath) => void
}

type NodeToolbarProps = { doc: JsonDocument; node: number; actions: readonly NodeAction[] }

/** Where the focused node is, and what can be taken of it. One tab stop; the arrows go from button to button. */
export function NodeToolbar({ doc, node, actions }: NodeToolbarProps) {
  const toolbar = useRef<HTMLDivElement>(null)
  const [stop, setStop] = useState(0)
  const steps = pathOf(doc, node)
  const path = printJsonPath(steps)
  const tail = path.length > mostShown ? `…${path.slice(-mostShown)}` : path

  function buttons() {
    return [...(toolbar.current?.querySelectorAll('button') ?? [])]
  }

  function onKeyDown(event: KeyboardEvent) {
    const all = buttons()
    const to = { ArrowRight: stop + 1, ArrowLeft: stop - 1, Home: 0, End: all.length - 1 }[event.key]
    if (to === undefined) return
    event.preventDefault()
    all[(to + all.length) % all.length]?.focus()
  }

  function onFocus(event: FocusEvent) {
    const index = buttons().findIndex((button) => button === event.target)
    if (index >= 0) setStop(index)
  }

  return (
    <div className="flex h-9 shrink-0 items-center gap-2 border-t border-line pr-3 pl-5">
      {/* Right to left outside, left to right inside: a long path is cut at its start, and its end tells most. */}
      <code
        className="min-w-0 flex-1 truncate text-left font-mono text-xs text-muted [direction:rtl]"
        title={tail}
      >
        <bdi dir="ltr">{tail}</bdi>
      </code>
      {/* oxlint-disable-next-line jsx-a11y/interactive-supports-focus -- the stop is one of its buttons */}
      <div
        ref={toolbar}
        role="toolbar"
        aria-label="Focused value"
        onKeyDown={onKeyDown}
        onFocus={onFocus}
        className="flex shrink-0 gap-1"
      >
        <CopyButton label="Copy value" text={() => copyOf(doc, node)} tabIndex={stop === 0 ? 0 : -1} />
        <CopyButton label="Copy path" text={() => path} tabIndex={stop === 1 ? 0 : -1} />
        {actions.map(({ label, icon, unavailable, onSelect }, i) => {
          const why = unavailable(steps)
          return (
            <Button
              key={label}
              variant="quiet"
              size="sm"
              icon={icon}
              // Not `disabled`: the toolbar's arrows pass over it, and the focus must not fall off it.
              aria-disabled={why !== null}
              title={why ?? undefined}
              className="aria-disabled:opacity-50"
              tabIndex={stop === i + 2 ? 0 : -1}
              onClick={() => {
                if (why === null) onSelect(steps)
              }}
            >
              {label}
            </Button>
          )
        })}
      </div>
    </div>
  )
}

/** A string as what it says, anything else as JSON. */
function copyOf(doc: JsonDocument, node: number): string {
  if (isFoldable(doc, node)) return prettyPrint(doc, node)
  return stringValue(doc, node) ?? nodeText(doc, node)
}
