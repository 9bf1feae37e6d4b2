import { ChevronRight } from 'lucide'
import type { ReactNode } from 'react'

import { getOrThrow } from '#json/parse/get-or-throw.ts'
import { diffStatusOf, displayedSide, type DiffStatus, type JsonDiff } from '#json/diff/diff-json.ts'
import { nodeText, type JsonDocument } from '#json/parse/document.ts'
import { Icon } from '#ui/icon.tsx'
import { useDisplayText } from '#ui/text/text-mask.ts'

import { AttributeText } from '#viewer/row/row-content.tsx'
import { previewText, getRowData, formatSize, titleText } from '#viewer/row/row-data.ts'
import {
  isEntryExpandable,
  isEntryExpanded,
  entryLevel,
  visibleDifferenceCount,
  type DiffModel,
} from './diff-model.ts'

/** Height in px of every row. */
export const diffRowHeight = 24

const indentWidth = 14
const maxIndents = 12

const statusStyles: Record<DiffStatus, { sign: string; row: string; text: string }> = {
  same: { sign: '', row: '', text: 'text-muted' },
  nested: { sign: '', row: '', text: 'text-ink' },
  changed: { sign: '~', row: 'bg-warn-soft', text: 'text-warn' },
  added: { sign: '+', row: 'bg-active-soft', text: 'text-active' },
  removed: { sign: '−', row: 'bg-danger-soft', text: 'text-danger' },
}

const keyClass = 'mr-1.5 max-w-[60%] shrink-0 truncate text-json-key'

type DiffRowProps = {
  model: DiffModel
  entry: number
  row: number
  /** Whether each side has its own half of the row. */
  sides: boolean
  elementId: string
  selected: boolean
}

/**
 * One entry: its key, the old and the new value. The accessible name holds all of it, so the content is `aria-hidden`.
 */
export function DiffRow({ model, entry, row, sides, elementId, selected }: DiffRowProps) {
  const displayText = useDisplayText()
  const { diff } = model
  const status = diffStatusOf(diff, entry)
  const isExpandable = isEntryExpandable(model, entry)
  const isExpanded = isEntryExpanded(model, entry)
  const level = entryLevel(diff, entry)
  const { key } = entryRowData(diff, entry)
  const indent = { paddingLeft: 8 + Math.min(level - 1, maxIndents) * indentWidth }
  const fold = (
    <span data-fold={isExpandable || undefined} className="flex h-full w-5 shrink-0 items-center text-faint">
      {isExpandable && (
        <Icon
          icon={ChevronRight}
          size={14}
          className={`transition-transform duration-100 ${isExpanded ? 'rotate-90' : ''}`}
        />
      )}
    </span>
  )
  const name = <span className={keyClass}>{displayText(key)}:</span>
  const left = getOrThrow(diff.leftNodes, entry)
  const right = getOrThrow(diff.rightNodes, entry)
  return (
    <div
      id={elementId}
      role="treeitem"
      aria-label={displayText(entryLabel(model, entry))}
      aria-level={level}
      aria-expanded={isExpandable ? isExpanded : undefined}
      aria-selected={selected}
      data-row={row}
      style={{ height: diffRowHeight }}
      className="relative flex cursor-default font-mono text-xs whitespace-pre -outline-offset-1 outline-line-strong group-data-acted:aria-selected:outline-1 group-focus-visible:aria-selected:-outline-offset-2 group-focus-visible:aria-selected:outline-2 group-focus-visible:aria-selected:outline-accent"
    >
      {sides ? (
        <span aria-hidden className="contents">
          <SideCell
            className={status === 'added' ? 'bg-canvas' : statusStyles[status].row}
            style={indent}
            first
          >
            {left >= 0 && fold}
            {left >= 0 && name}
            {left >= 0 && <Value doc={diff.left} node={left} isExpanded={isExpanded} className="" />}
          </SideCell>
          <SideCell className={status === 'removed' ? 'bg-canvas' : statusStyles[status].row} style={indent}>
            {right >= 0 && fold}
            {right >= 0 &&
              (left < 0 ? name : <AttributeText text={`${displayText(key)}:`} className={keyClass} />)}
            {right >= 0 && (
              <Value
                doc={diff.right}
                node={right}
                isExpanded={isExpanded}
                className=""
                isDecorative={left >= 0}
              />
            )}
          </SideCell>
        </span>
      ) : (
        <span
          aria-hidden
          style={indent}
          className={`flex min-w-0 flex-1 items-center pr-4 ${statusStyles[status].row}`}
        >
          <AttributeText
            text={statusStyles[status].sign}
            className={`w-3 shrink-0 font-semibold ${statusStyles[status].text}`}
          />
          {fold}
          {name}
          {status === 'changed' && (
            <>
              <Value
                doc={diff.left}
                node={left}
                isExpanded={isExpanded}
                className="text-danger line-through"
              />
              <AttributeText text="→" className="shrink-0 px-1.5 text-faint" />
            </>
          )}
          <Value
            {...displayedSide(diff, entry)}
            isExpanded={isExpanded}
            className={status === 'changed' ? statusStyles.added.text : statusStyles[status].text}
            isDecorative={status === 'changed'}
          />
        </span>
      )}
    </div>
  )
}

type SideCellProps = {
  className: string
  style: { paddingLeft: number }
  first?: boolean
  children: ReactNode
}

function SideCell({ className, style, first = false, children }: SideCellProps) {
  return (
    <span
      style={style}
      className={`flex min-w-0 flex-1 basis-0 items-center pr-3 ${className} ${first ? 'border-r border-line' : ''}`}
    >
      {children}
    </span>
  )
}

type ValueProps = {
  doc: JsonDocument
  node: number
  isExpanded: boolean
  className: string
  /** Renders the value from an attribute, so that it is not text of the row. */
  isDecorative?: boolean
}

function Value({ doc, node, isExpanded, className, isDecorative = false }: ValueProps) {
  const displayText = useDisplayText()
  const data = getRowData(doc, node)
  if (data.kind === 'object' || data.kind === 'array') {
    const brackets = data.kind === 'object' ? ['{', '}'] : ['[', ']']
    const size = data.count === 0 ? brackets.join('') : `${brackets.join('…')} ${formatSize(data)}`
    const preview = isExpanded || data.count === 0 ? '' : `  ${displayText(previewText(doc, node))}`
    return (
      <AttributeText
        text={size + preview}
        className="min-w-0 truncate text-faint"
        title={preview === '' ? undefined : size + preview}
      />
    )
  }
  const value = displayText(data.kind === 'string' ? `"${data.value}"` : data.value)
  const title = value.length > 30 ? displayText(titleText(doc, node)) : undefined
  if (isDecorative)
    return <AttributeText text={value} className={`min-w-0 truncate ${className}`} title={title} />
  return (
    <bdi className={`min-w-0 truncate ${className}`} title={title}>
      {value}
    </bdi>
  )
}

function entryRowData(diff: JsonDiff, entry: number) {
  const { doc, node } = displayedSide(diff, entry)
  return getRowData(doc, node)
}

/** The accessible name: "added key: value", "changed key: old, now new". */
function entryLabel(model: DiffModel, entry: number): string {
  const { diff } = model
  const status = diffStatusOf(diff, entry)
  const { label, kind } = entryRowData(diff, entry)
  switch (status) {
    case 'same': {
      const [left, right] = [getOrThrow(diff.leftNodes, entry), getOrThrow(diff.rightNodes, entry)]
      const before = nodeText(diff.left, left)
      const isSpelledDifferently = kind === 'number' && before !== nodeText(diff.right, right)
      return isSpelledDifferently ? `${label}, same value as ${before}` : label
    }
    case 'nested': {
      const count = visibleDifferenceCount(model, entry)
      return `${label}, ${count} ${count === 1 ? 'difference' : 'differences'}`
    }
    case 'changed': {
      const before = getRowData(diff.left, getOrThrow(diff.leftNodes, entry))
      return `changed ${before.label}, now ${entryRowData(diff, entry).value}`
    }
    case 'added':
    case 'removed':
      return `${status} ${label}`
  }
}
