import { ExternalLink, Link2 } from 'lucide-react'
import { useRef, useState, type FocusEvent, type KeyboardEvent, type ReactNode } from 'react'

import { isContainer, nodeText, stringValue, type JsonDocument } from '#json/document.ts'
import { type Forest, pathTo, placeOf } from '#json/forest.ts'
import { printLiquid } from '#json/liquid.ts'
import { printJsonPath, type JsonPath } from '#json/paths.ts'
import { prettyPrint } from '#json/pretty.ts'
import { Button, buttonLook } from '#ui/button.tsx'
import { CopyButton } from '#ui/copy-button.tsx'
import type { Recognise } from './recognition.ts'

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
  const [stop, setStop] = useState(0)
  const { doc, node, layer } = placeOf(forest, id)
  const steps = pathTo(forest, id)
  const path = printJsonPath(steps)
  const tail = path.length > mostShown ? `…${path.slice(-mostShown)}` : path
  const liquid = layer === 0 ? printLiquid(steps) : null
  const href = recognise(doc, node)?.href ?? null

  function stops() {
    return [...(toolbar.current?.querySelectorAll<HTMLElement>('button, a') ?? [])]
  }

  function onKeyDown(event: KeyboardEvent) {
    const all = stops()
    const to = { ArrowRight: stop + 1, ArrowLeft: stop - 1, Home: 0, End: all.length - 1 }[event.key]
    if (to === undefined) return
    event.preventDefault()
    all[(to + all.length) % all.length]?.focus()
  }

  function onFocus(event: FocusEvent) {
    const index = stops().findIndex((each) => each === event.target)
    if (index >= 0) setStop(index)
  }

  // How many stops there are changes with the value: the one that was last may be gone.
  const offered: ((tabIndex: number) => ReactNode)[] = [
    (tabIndex) => (
      <CopyButton
        key="value"
        label="Copy value"
        length={nodeText(doc, node).length}
        text={() => copyOf(doc, node)}
        tabIndex={tabIndex}
      />
    ),
    (tabIndex) => <CopyButton key="path" label="Copy path" text={() => path} tabIndex={tabIndex} />,
    (tabIndex) => (
      <span key="liquid" title={liquid ?? whyNoLiquid(layer)} className="contents">
        <CopyButton
          label="Copy Liquid"
          text={() => liquid ?? ''}
          disabled={liquid === null}
          tabIndex={tabIndex}
        />
      </span>
    ),
    ...(linkTo
      ? [
          (tabIndex: number) => (
            <CopyButton
              key="link"
              icon={Link2}
              label="Link to this value"
              iconOnly
              text={() => linkTo(steps)}
              tabIndex={tabIndex}
            />
          ),
        ]
      : []),
    ...actions.map(({ label, icon, unavailable, onSelect }) => (tabIndex: number) => {
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
          tabIndex={tabIndex}
          onClick={() => {
            if (why === null) onSelect(steps)
          }}
        >
          {label}
        </Button>
      )
    }),
    ...(href === null
      ? []
      : [
          (tabIndex: number) => (
            <a
              key="open"
              href={href}
              target="_blank"
              rel="noopener noreferrer"
              tabIndex={tabIndex}
              title={href}
              className={buttonLook('quiet', 'sm')}
            >
              <ExternalLink aria-hidden size={14} />
              Open
            </a>
          ),
        ]),
  ]
  const reachable = Math.min(stop, offered.length - 1)
  return (
    <div className="flex shrink-0 flex-col gap-1 border-t border-line py-1.5 pr-3 pl-5">
      {/* Right to left outside, left to right inside: a long path is cut at its start, and its end tells most. */}
      <code className="min-w-0 truncate text-left font-mono text-xs text-muted [direction:rtl]" title={tail}>
        <bdi dir="ltr">{tail}</bdi>
      </code>
      {/* oxlint-disable-next-line jsx-a11y/interactive-supports-focus -- the stop is one of its buttons */}
      <div
        ref={toolbar}
        role="toolbar"
        aria-label="Focused value"
        onKeyDown={onKeyDown}
        onFocus={onFocus}
        className="-ml-1.5 flex flex-wrap gap-1"
      >
        {offered.map((draw, i) => draw(i === reachable ? 0 : -1))}
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
function copyOf(doc: JsonDocument, node: number): string {
  if (isContainer(doc, node)) return prettyPrint(doc, node)
  return stringValue(doc, node) ?? nodeText(doc, node)
}
