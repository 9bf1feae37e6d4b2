import { ExternalLink, Link2 } from 'lucide-react'
import { useMemo, useRef, useState, type FocusEvent, type KeyboardEvent, type ReactNode } from 'react'

import { isContainer, nodeText, stringValue, type JsonDocument } from '#json/document.ts'
import { type Forest, outermostOf, pathTo, placeOf } from '#json/forest.ts'
import { printLiquid } from '#json/liquid.ts'
import { printJsonPath, type JsonPath } from '#json/paths.ts'
import { prettyPieces } from '#json/pretty.ts'
import { Button, buttonLook } from '#ui/button.tsx'
import { CopyButton } from '#ui/copy-button.tsx'
import { useShown, useVeil } from '#ui/veil.ts'
import type { Recognise } from './recognition.ts'

/** How much of a path is shown, in UTF-16 units: 10,000 levels make a long one. */
const mostShown = 500

/** How long a path a link can lead to, in UTF-16 units as printed: servers and proxies take some 8,000 bytes. */
const longestInLink = 2000

/** Something a page offers to do with the value at a path, which is printed as JSONPath. */
export type NodeAction = {
  /** What stands on its button. */
  label: string
  icon: ReactNode
  /** Why it cannot be done with the value at this path; null when it can. */
  unavailable: (path: string) => string | null
  onSelect: (path: string) => void
}

type NodeToolbarProps = {
  forest: Forest
  id: number
  recognise: Recognise
  actions: readonly NodeAction[]
  linkTo?: (path: JsonPath) => string
}

/** Where the focused node is, and what can be taken of it. One tab stop; the arrows go from button to button. */
export function NodeToolbar({ forest, id, recognise, actions, linkTo }: NodeToolbarProps) {
  const toolbar = useRef<HTMLDivElement>(null)
  const [stop, setStop] = useState('value')
  const { doc, node, layer } = placeOf(forest, id)
  // The tree is drawn anew whenever it scrolls, and ten thousand levels take a while.
  const { steps, path } = useMemo(() => {
    const to = pathTo(forest, id)
    return { steps: to, path: printJsonPath(to) }
  }, [forest, id])
  const veil = useVeil()
  const shown = useShown()
  const tail = path.length > mostShown ? `…${path.slice(-mostShown)}` : path
  const liquid = layer === 0 ? printLiquid(steps) : null
  const recognition = recognise(doc, node, outermostOf(forest, id))
  // What is veiled in an address would be shown by opening it.
  const href = recognition?.href && veil(recognition.href) === recognition.href ? recognition.href : null
  const isLinkable = path.length <= longestInLink

  function onKeyDown(event: KeyboardEvent) {
    // What cannot be done with this value is passed over.
    const all = [...(toolbar.current?.querySelectorAll<HTMLElement>('button:enabled, a') ?? [])]
    const here = all.findIndex((each) => each === document.activeElement)
    const to = { ArrowRight: here + 1, ArrowLeft: here - 1, Home: 0, End: all.length - 1 }[event.key]
    if (to === undefined) return
    event.preventDefault()
    all[(to + all.length) % all.length]?.focus()
  }

  function onFocus({ target }: FocusEvent) {
    const key = target.closest('[data-stop]')?.getAttribute('data-stop')
    if (key != null) setStop(key)
  }

  // What there is, and what can be done, changes with the value: what was the stop may be gone.
  const stops = [
    'value',
    'path',
    liquid !== null && 'liquid',
    linkTo && isLinkable && 'link',
    ...actions.map(({ label }) => label),
    href !== null && 'open',
  ]
  const reachable = stops.includes(stop) ? stop : 'value'
  const tabIndexOf = (key: string) => (key === reachable ? 0 : -1)
  return (
    <div className="flex shrink-0 flex-col gap-1 border-t border-line py-1.5 pr-3 pl-5">
      <div className="flex min-w-0 items-baseline gap-3 pr-2 text-xs text-muted">
        {/* Right to left outside, left to right inside: a long path is cut at its start, and its end tells most. */}
        <code className="min-w-24 truncate text-left font-mono [direction:rtl]" title={shown(tail)}>
          <bdi dir="ltr">{shown(tail)}</bdi>
        </code>
        {recognition && (
          // Rows cut it where there is little room.
          <span className="ml-auto min-w-0 truncate" title={shown(recognition.note)}>
            {shown(recognition.note)}
          </span>
        )}
      </div>
      {/* oxlint-disable-next-line jsx-a11y/interactive-supports-focus -- the stop is one of its buttons */}
      <div
        ref={toolbar}
        role="toolbar"
        aria-label="Focused value"
        onKeyDown={onKeyDown}
        onFocus={onFocus}
        className="-ml-1.5 flex flex-wrap gap-1"
      >
        <span data-stop="value" className="contents">
          <CopyButton
            label="Copy value"
            length={nodeText(doc, node).length}
            text={() => copyOf(doc, node)}
            tabIndex={tabIndexOf('value')}
          />
        </span>
        <span data-stop="path" className="contents">
          <CopyButton exact label="Copy path" text={() => path} tabIndex={tabIndexOf('path')} />
        </span>
        <span
          data-stop="liquid"
          title={liquid === null ? whyNoLiquid(layer) : shown(liquid)}
          className="contents"
        >
          <CopyButton
            exact
            label="Copy Liquid"
            text={() => liquid ?? ''}
            disabled={liquid === null}
            tabIndex={tabIndexOf('liquid')}
          />
        </span>
        {linkTo && (
          <span
            data-stop="link"
            title={isLinkable ? undefined : 'This path is too long for a link.'}
            className="contents"
          >
            <CopyButton
              exact
              icon={Link2}
              label="Link to this value"
              iconOnly
              text={() => linkTo(steps)}
              disabled={!isLinkable}
              tabIndex={tabIndexOf('link')}
            />
          </span>
        )}
        {actions.map(({ label, icon, unavailable, onSelect }) => {
          const why = unavailable(path)
          return (
            <Button
              key={label}
              data-stop={label}
              variant="quiet"
              size="sm"
              icon={icon}
              // Not `disabled`: the focus must not fall off it once it has been done.
              aria-disabled={why !== null}
              title={why ?? undefined}
              className="aria-disabled:opacity-50"
              tabIndex={tabIndexOf(label)}
              onClick={() => {
                if (why === null) onSelect(path)
              }}
            >
              {label}
            </Button>
          )
        })}
        {href !== null && (
          <a
            data-stop="open"
            href={href}
            target="_blank"
            rel="noopener noreferrer"
            tabIndex={tabIndexOf('open')}
            title={href}
            className={buttonLook('quiet', 'sm')}
          >
            <ExternalLink aria-hidden size={14} />
            Open
          </a>
        )}
      </div>
    </div>
  )
}

function whyNoLiquid(layer: number): string {
  return layer === 0
    ? 'Liquid has no way to write this path.'
    : 'Liquid does not look into JSON that stands in a string.'
}

/** A string as what it says, anything else as JSON. */
function copyOf(doc: JsonDocument, node: number): string | Iterable<string> {
  if (isContainer(doc, node)) return prettyPieces(doc, node)
  return stringValue(doc, node) ?? nodeText(doc, node)
}
