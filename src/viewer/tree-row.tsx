import { ChevronRight } from 'lucide-react'

import { at } from '#json/at.ts'
import type { JsonDocument, JsonKind } from '#json/document.ts'

import { previewOf, rowFacts, sizeOf, titleOf, type RowFacts } from './row-facts.ts'
import { ShownText } from '#ui/shown-text.tsx'
import { showUnseen } from '#ui/unseen.ts'
import { isFoldable } from './tree-model.ts'

/** Height in px of every row. */
export const treeRowHeight = 24

const indentWidth = 16
/** Deeper levels are drawn no further in: they say how deep they are instead. */
const mostIndents = 12

const colours: Record<JsonKind, string> = {
  object: 'text-faint',
  array: 'text-faint',
  string: 'text-json-string',
  number: 'text-json-number',
  true: 'text-json-bool',
  false: 'text-json-bool',
  null: 'text-json-null italic',
}

type TreeRowProps = {
  doc: JsonDocument
  node: number
  /** Index among the rows that show. */
  row: number
  id: string
  open: boolean
  selected: boolean
}

/** One node. It does nothing of itself: keys and clicks are the tree's, which has the focus. */
export function TreeRow({ doc, node, row, id, open, selected }: TreeRowProps) {
  const facts = rowFacts(doc, node)
  const foldable = isFoldable(doc, node)
  const parent = at(doc.parents, node)
  const level = Math.max(1, at(doc.depths, node))
  const indents = Math.min(level - 1, mostIndents)
  return (
    <div
      id={id}
      role="treeitem"
      aria-label={facts.label}
      // oxlint-disable-next-line jsx-a11y/role-supports-aria-props -- global since ARIA 1.3, which the rule does not know
      aria-description={facts.description}
      aria-level={level}
      aria-setsize={parent < 0 ? 1 : at(doc.counts, parent)}
      aria-posinset={at(doc.positions, node) + 1}
      aria-expanded={foldable ? open : undefined}
      aria-selected={selected}
      data-row={row}
      style={{ height: treeRowHeight, paddingLeft: 8 + indents * indentWidth }}
      className="relative flex cursor-default items-center pr-4 font-mono text-xs whitespace-pre hover:bg-hover aria-selected:bg-selected group-focus-visible:aria-selected:shadow-[inset_0_0_0_2px_var(--color-accent)]"
    >
      {/* The name says it all, in words; what is drawn would be read a second time. What the name does not say (size
          and preview, level) is drawn from attributes, so that text and name agree (WCAG 2.5.3), and a selection of
          rows copies keys and values only. */}
      <span aria-hidden className="contents">
        <span
          // One-pixel guides, one for each level, drawn as one element.
          className="pointer-events-none absolute inset-y-0 left-3.75 bg-[linear-gradient(to_right,var(--color-line)_1px,transparent_1px)]"
          style={{ width: indents * indentWidth, backgroundSize: `${indentWidth}px 100%` }}
        />
        <span
          data-fold={foldable || undefined}
          className="relative flex h-full w-5 shrink-0 items-center text-faint"
        >
          {foldable && (
            <ChevronRight
              size={14}
              className={`transition-transform duration-100 ${open ? 'rotate-90' : ''}`}
            />
          )}
        </span>
        {level - 1 > mostIndents && (
          <span
            data-aside={`level ${level}`}
            className="mr-2 shrink-0 text-2xs text-faint before:content-[attr(data-aside)]"
          />
        )}
        <span
          className={`max-w-[60%] shrink-0 truncate ${facts.isPosition ? 'text-faint' : 'text-json-key'}`}
        >
          <ShownText text={facts.key} />
        </span>
        <span className="shrink-0 text-faint">: </span>
        <Value doc={doc} node={node} facts={facts} open={open} />
      </span>
    </div>
  )
}

type ValueProps = { doc: JsonDocument; node: number; facts: RowFacts; open: boolean }

function Value({ doc, node, facts, open }: ValueProps) {
  const { kind, value } = facts
  switch (kind) {
    case 'object':
    case 'array': {
      if (facts.count === 0) return <span className="text-faint">{kind === 'object' ? '{}' : '[]'}</span>
      const size = `${kind === 'object' ? '{…}' : '[…]'} ${sizeOf(facts)}`
      return (
        <span
          data-aside={open ? sizeOf(facts) : size}
          data-preview={open ? undefined : showUnseen(previewOf(doc, node))}
          className={`min-w-0 truncate text-faint before:content-[attr(data-aside)] ${open ? '' : 'after:ml-3 after:content-[attr(data-preview)]'}`}
        />
      )
    }
    case 'string':
      return (
        <span
          className={`min-w-0 truncate ${colours.string}`}
          title={value.length > 30 ? titleOf(doc, node) : undefined}
        >
          "<ShownText text={value} />"
        </span>
      )
    case 'number':
    case 'true':
    case 'false':
    case 'null':
      return (
        <span
          className={`min-w-0 truncate ${colours[kind]}`}
          title={value.length > 30 ? titleOf(doc, node) : undefined}
        >
          {value}
        </span>
      )
  }
}
