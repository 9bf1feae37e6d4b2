import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'

import { at } from '#json/at.ts'
import { markOf, sideOf, type DiffMark, type JsonDiff } from '#json/diff.ts'
import { nodeText, type JsonDocument } from '#json/document.ts'
import { useShown } from '#ui/veil.ts'

import { Aside } from '#viewer/tree/aside.tsx'
import { previewOf, rowFacts, sizeOf, titleOf } from '#viewer/tree/row-facts.ts'
import { isFoldable, isUnfolded, levelOf, type DiffModel } from './diff-model.ts'

/** Height in px of every row. */
export const diffRowHeight = 24

const indentWidth = 14
const mostIndents = 12

const looks: Record<DiffMark, { sign: string; row: string; text: string }> = {
  same: { sign: '', row: '', text: 'text-muted' },
  inside: { sign: '', row: '', text: 'text-ink' },
  changed: { sign: '~', row: 'bg-warn-soft', text: 'text-warn' },
  added: { sign: '+', row: 'bg-active-soft', text: 'text-active' },
  removed: { sign: '−', row: 'bg-danger-soft', text: 'text-danger' },
}

const nameLook = 'mr-1.5 max-w-[60%] shrink-0 truncate text-json-key'

type DiffRowProps = {
  model: DiffModel
  entry: number
  row: number
  /** Whether each side has a half of the row. */
  sides: boolean
  elementId: string
  selected: boolean
}

/** One entry: what it is called, and what it was and is. Its name says it in words; what is drawn says it again. */
export function DiffRow({ model, entry, row, sides, elementId, selected }: DiffRowProps) {
  const shown = useShown()
  const { diff } = model
  const mark = markOf(diff, entry)
  const foldable = isFoldable(model, entry)
  const open = isUnfolded(model, entry)
  const level = levelOf(diff, entry)
  const { key } = factsOf(diff, entry)
  const indent = { paddingLeft: 8 + Math.min(level - 1, mostIndents) * indentWidth }
  const fold = (
    <span data-fold={foldable || undefined} className="flex h-full w-5 shrink-0 items-center text-faint">
      {foldable && (
        <ChevronRight size={14} className={`transition-transform duration-100 ${open ? 'rotate-90' : ''}`} />
      )}
    </span>
  )
  const name = <span className={nameLook}>{shown(key)}:</span>
  const left = at(diff.lefts, entry)
  const right = at(diff.rights, entry)
  return (
    <div
      id={elementId}
      role="treeitem"
      aria-label={shown(labelOf(diff, entry))}
      aria-level={level}
      aria-expanded={foldable ? open : undefined}
      aria-selected={selected}
      data-row={row}
      style={{ height: diffRowHeight }}
      className="relative flex cursor-default font-mono text-xs whitespace-pre -outline-offset-1 outline-line-strong group-data-acted:aria-selected:outline-1 group-focus-visible:aria-selected:-outline-offset-2 group-focus-visible:aria-selected:outline-2 group-focus-visible:aria-selected:outline-accent"
    >
      {sides ? (
        <span aria-hidden className="contents">
          <Half look={mark === 'added' ? 'bg-canvas' : looks[mark].row} style={indent} first>
            {left >= 0 && fold}
            {left >= 0 && name}
            {left >= 0 && <Value doc={diff.left} node={left} open={open} text="" />}
          </Half>
          <Half look={mark === 'removed' ? 'bg-canvas' : looks[mark].row} style={indent}>
            {right >= 0 && fold}
            {right >= 0 && (left < 0 ? name : <Aside text={`${shown(key)}:`} look={nameLook} />)}
            {right >= 0 && <Value doc={diff.right} node={right} open={open} text="" aside={left >= 0} />}
          </Half>
        </span>
      ) : (
        <span
          aria-hidden
          style={indent}
          className={`flex min-w-0 flex-1 items-center pr-4 ${looks[mark].row}`}
        >
          <Aside text={looks[mark].sign} look={`w-3 shrink-0 font-semibold ${looks[mark].text}`} />
          {fold}
          {name}
          {mark === 'changed' && (
            <>
              <Value doc={diff.left} node={left} open={open} text="text-danger line-through" />
              <Aside text="→" look="shrink-0 px-1.5 text-faint" />
            </>
          )}
          <Value
            {...sideOf(diff, entry)}
            open={open}
            text={mark === 'changed' ? looks.added.text : looks[mark].text}
            aside={mark === 'changed'}
          />
        </span>
      )}
    </div>
  )
}

type HalfProps = { look: string; style: { paddingLeft: number }; first?: boolean; children: ReactNode }

function Half({ look, style, first = false, children }: HalfProps) {
  return (
    <span
      style={style}
      className={`flex min-w-0 flex-1 basis-0 items-center pr-3 ${look} ${first ? 'border-r border-line' : ''}`}
    >
      {children}
    </span>
  )
}

type ValueProps = { doc: JsonDocument; node: number; open: boolean; text: string; aside?: boolean }

/** @param aside whether it is no text of the row, which says it in other words */
function Value({ doc, node, open, text, aside = false }: ValueProps) {
  const shown = useShown()
  const facts = rowFacts(doc, node)
  if (facts.kind === 'object' || facts.kind === 'array') {
    const brackets = facts.kind === 'object' ? ['{', '}'] : ['[', ']']
    const size = facts.count === 0 ? brackets.join('') : `${brackets.join('…')} ${sizeOf(facts)}`
    const preview = open || facts.count === 0 ? '' : `  ${shown(previewOf(doc, node))}`
    return (
      <Aside
        text={size + preview}
        look="min-w-0 truncate text-faint"
        title={preview === '' ? undefined : size + preview}
      />
    )
  }
  const value = shown(facts.kind === 'string' ? `"${facts.value}"` : facts.value)
  const title = value.length > 30 ? shown(titleOf(doc, node)) : undefined
  if (aside) return <Aside text={value} look={`min-w-0 truncate ${text}`} title={title} />
  return (
    <bdi className={`min-w-0 truncate ${text}`} title={title}>
      {value}
    </bdi>
  )
}

function factsOf(diff: JsonDiff, entry: number) {
  const { doc, node } = sideOf(diff, entry)
  return rowFacts(doc, node)
}

/** "added key: value", "changed key: old, now new" */
function labelOf(diff: JsonDiff, entry: number): string {
  const mark = markOf(diff, entry)
  const { label, kind } = factsOf(diff, entry)
  switch (mark) {
    case 'same': {
      const [left, right] = [at(diff.lefts, entry), at(diff.rights, entry)]
      const before = nodeText(diff.left, left)
      const isWrittenOtherwise = kind === 'number' && before !== nodeText(diff.right, right)
      return isWrittenOtherwise ? `${label}, the same as ${before}` : label
    }
    case 'inside':
      return `${label}, ${at(diff.counts, entry)} ${at(diff.counts, entry) === 1 ? 'difference' : 'differences'}`
    case 'changed': {
      const before = rowFacts(diff.left, at(diff.lefts, entry))
      return `changed ${before.label}, now ${factsOf(diff, entry).value}`
    }
    case 'added':
    case 'removed':
      return `${mark} ${label}`
  }
}
