import { ExternalLink, Link2 } from 'lucide'
import {
  useMemo,
  useRef,
  useState,
  type FocusEvent,
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useEffectEvent,
} from 'react'

import { isContainer, nodeText, stringValue, type JsonDocument } from '#json/parse/document.ts'
import { type DocumentSet, topLevelNode, fullPathOf, resolveNode } from '#json/embedded/embedded-documents.ts'
import { formatLiquidPath } from '#json/path/liquid-path.ts'
import { formatJsonPath, type JsonPath } from '#json/path/json-path.ts'
import { prettyPrintChunks } from '#json/print/pretty-print.ts'
import { Icon } from '#ui/icon.tsx'
import { Button, buttonClass } from '#ui/controls/button.tsx'
import { CopyButton } from '#ui/controls/copy-button.tsx'
import { useDisplayText, useTextMask } from '#ui/text/text-mask.ts'
import { maskedReason, type GetValueHint } from '#viewer/row/row-data.ts'

/** Max UTF-16 units of a path on screen: 10,000 levels make a long one. */
const maxPathLength = 500

/** Max UTF-16 units of a formatted path in a link: servers and proxies accept about 8,000 bytes. */
const maxLinkPathLength = 2000

/** An action that a page offers for a value. Its path is a JSONPath string. */
export type NodeAction = {
  /** The button's text. */
  label: string
  icon: ReactNode
  /** Why the action is not available for the value at this path; null when it is. */
  unavailableReason: (path: string) => string | null
  onSelect: (path: string) => void
}

type NodeToolbarProps = {
  documents: DocumentSet
  id: number
  getHint: GetValueHint
  actions: readonly NodeAction[]
  linkTo?: (path: JsonPath) => string
  /** See `JsonTree`; undefined before the user has moved. */
  onPath?: ((path: JsonPath | null) => void) | undefined
}

/** Path of the focused node and its actions. One tab stop; the arrow keys move between buttons. */
export function NodeToolbar({ documents, id, getHint, actions, linkTo, onPath }: NodeToolbarProps) {
  const toolbar = useRef<HTMLDivElement>(null)
  const [stop, setStop] = useState('value')
  const { doc, node, docIndex } = resolveNode(documents, id)
  // Memoized: the tree renders on every scroll, and the path of 10,000 levels takes a while.
  const { steps, path } = useMemo(() => {
    const to = fullPathOf(documents, id)
    return { steps: to, path: formatJsonPath(to) }
  }, [documents, id])
  const mask = useTextMask()
  const displayText = useDisplayText()
  const pathEnd = path.length > maxPathLength ? `…${path.slice(-maxPathLength)}` : path
  const liquid = docIndex === 0 ? formatLiquidPath(steps) : null
  const hint = getHint(doc, node, topLevelNode(documents, id))
  // Opening the link would show what the mask hides in its URL.
  const href = hint?.href && mask(hint.href) === hint.href ? hint.href : null
  // A key may be a phone number, which the copied path, or the address, would show.
  const isMasked = mask(path) !== path
  const isLinkable = path.length <= maxLinkPathLength && !isMasked
  const hasMoved = onPath !== undefined
  const linkPath = isLinkable ? steps : null
  const reportPath = useEffectEvent((to: JsonPath | null) => onPath?.(to))
  useEffect(() => {
    if (hasMoved) reportPath(linkPath)
  }, [hasMoved, linkPath])

  function onKeyDown(event: KeyboardEvent) {
    // Skips what the value does not have, but not an action that its own press has disabled, and that has the focus.
    const available = 'button:not([aria-disabled]), button[data-stop], a'
    const all = [...(toolbar.current?.querySelectorAll<HTMLElement>(available) ?? [])]
    const index = all.findIndex((each) => each === document.activeElement)
    const to = { ArrowRight: index + 1, ArrowLeft: index - 1, Home: 0, End: all.length - 1 }[event.key]
    if (to === undefined) return
    event.preventDefault()
    all[(to + all.length) % all.length]?.focus()
  }

  function onFocus({ target }: FocusEvent) {
    const key = target.closest('[data-stop]')?.getAttribute('data-stop')
    if (key != null) setStop(key)
  }

  // The available buttons depend on the value: the last tab stop may no longer exist.
  const stops = [
    'value',
    !isMasked && 'path',
    liquid !== null && !isMasked && 'liquid',
    linkTo && isLinkable && 'link',
    ...actions.map(({ label }) => label),
    href !== null && 'open',
  ]
  const tabStop = stops.includes(stop) ? stop : 'value'
  const tabIndexOf = (key: string) => (key === tabStop ? 0 : -1)
  return (
    <div className="flex shrink-0 flex-col gap-1 border-t border-line py-1.5 pr-3 pl-5">
      <div className="flex min-w-0 items-baseline gap-3 pr-2 text-xs text-muted">
        {/* Right to left outside, left to right inside: cuts a long path at its start, since its end says most. */}
        <code className="min-w-24 truncate text-left font-mono [direction:rtl]" title={displayText(pathEnd)}>
          <bdi dir="ltr">{displayText(pathEnd)}</bdi>
        </code>
        {hint && (
          // Rows may cut the hint; here it has more space.
          <span className="ml-auto min-w-0 truncate" title={displayText(hint.note)}>
            {displayText(hint.note)}
          </span>
        )}
      </div>
      {/* oxlint-disable-next-line jsx-a11y/interactive-supports-focus -- the tab stop is one of its buttons */}
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
            text={() => copyText(doc, node)}
            tabIndex={tabIndexOf('value')}
          />
        </span>
        <span data-stop="path" title={isMasked ? maskedReason : undefined} className="contents">
          <CopyButton
            unmasked
            label="Copy path"
            text={() => path}
            disabled={isMasked}
            tabIndex={tabIndexOf('path')}
          />
        </span>
        <span
          data-stop="liquid"
          title={liquid === null ? noLiquidReason(docIndex) : isMasked ? maskedReason : displayText(liquid)}
          className="contents"
        >
          <CopyButton
            unmasked
            label="Copy Liquid"
            text={() => liquid ?? ''}
            disabled={liquid === null || isMasked}
            tabIndex={tabIndexOf('liquid')}
          />
        </span>
        {linkTo && (
          <span
            data-stop="link"
            title={isLinkable ? undefined : isMasked ? maskedReason : 'This path is too long for a link.'}
            className="contents"
          >
            <CopyButton
              unmasked
              icon={Link2}
              label="Link to this value"
              iconOnly
              text={() => linkTo(steps)}
              disabled={!isLinkable}
              tabIndex={tabIndexOf('link')}
            />
          </span>
        )}
        {actions.map(({ label, icon, unavailableReason, onSelect }) => {
          const reason = isMasked ? maskedReason : unavailableReason(path)
          return (
            <Button
              key={label}
              data-stop={label}
              variant="quiet"
              size="sm"
              icon={icon}
              disabled={reason !== null}
              title={reason ?? undefined}
              tabIndex={tabIndexOf(label)}
              onClick={() => onSelect(path)}
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
            className={buttonClass('quiet', 'sm')}
          >
            <Icon icon={ExternalLink} size={14} />
            Open
          </a>
        )}
      </div>
    </div>
  )
}

function noLiquidReason(docIndex: number): string {
  return docIndex === 0
    ? 'This path can’t be written in Liquid.'
    : 'Liquid can’t reach into JSON inside a string.'
}

/** A string decoded, any other value as JSON. */
function copyText(doc: JsonDocument, node: number): string | Iterable<string> {
  if (isContainer(doc, node)) return prettyPrintChunks(doc, node)
  return stringValue(doc, node) ?? nodeText(doc, node)
}
