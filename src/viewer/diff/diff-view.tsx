import {
  useEffectEvent,
  useId,
  useLayoutEffect,
  useMemo,
  useReducer,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
} from 'react'

import { at } from '#json/at.ts'
import type { JsonDiff } from '#json/diff.ts'
import { ToggleButton } from '#ui/toggle-button.tsx'
import { useWindow } from '#ui/use-window.ts'
import { WindowBody } from '#ui/window-body.tsx'

import { DiffFooter } from './diff-footer.tsx'
import { diffKeys, openDiff, reduceDiff } from './diff-model.ts'
import { DiffRow, diffRowHeight } from './diff-row.tsx'

/** From which width in px two values have room beside each other; in less, both stand in one line. */
const widthForTwo = 480

const unnamed = ['Before', 'After'] as const

type DiffViewProps = {
  /** Give it a `key` of what is compared: another comparison opens anew. */
  diff: JsonDiff
  /** The tree's accessible name. */
  label: string
  /** Both sides beside each other, under these names, where there is room for that; in one line a value without them. */
  sides?: readonly [string, string]
  /** What stands at the start of the first line. */
  children?: ReactNode
}

/** What differs between two JSON documents, as a tree, of which only the rows in view are drawn. Fills its parent, a flex column with `min-h-0`. */
export function DiffView({ diff, label, sides, children }: DiffViewProps) {
  const domId = useId()
  const [model, dispatch] = useReducer(reduceDiff, null, () => openDiff(diff, false))
  const { rows, cursor, acts, all } = model
  const view = useWindow({ count: rows.length, rowHeight: diffRowHeight })
  const { attach, bodyHeight, first } = view
  const isMeasured = bodyHeight > 0
  const isBeside = sides !== undefined && view.width >= widthForTwo
  const reveal = useEffectEvent(() => view.reveal(cursor))
  useLayoutEffect(() => {
    if (acts > 0 && isMeasured) reveal()
  }, [acts, isMeasured])

  function onKeyDown(event: KeyboardEvent) {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
    const key = diffKeys.find((known) => known === event.key)
    if (key === undefined) return
    event.preventDefault()
    dispatch({ type: 'key', key, pageSize: view.pageSize })
  }

  function onClick({ target }: MouseEvent) {
    const element = target instanceof Element ? target.closest('[data-row]') : null
    if (!element || !(target instanceof Element)) return
    const row = Number(element.getAttribute('data-row'))
    dispatch({ type: target.closest('[data-fold]') ? 'toggle' : 'select', row })
  }

  const drawn = [...rows.subarray(first, first + view.size)]
  const focused = rows[cursor]
  const cursorInView = focused !== undefined && cursor >= first && cursor < first + drawn.length
  const count = at(diff.counts, 0) + countAfterRoot(diff)
  // Not on each render: there are as many as values.
  const reordered = useMemo(() => diff.reordered.reduce((sum, one) => sum + one, 0), [diff])
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="flex min-h-9 shrink-0 flex-wrap items-center gap-x-3 border-b border-line px-3 text-xs">
        {children}
        <span className="text-muted tabular-nums">
          {count === 0 ? 'No differences' : `${count} ${count === 1 ? 'difference' : 'differences'}`}
          {reordered > 0 &&
            ` · keys in another order in ${reordered} ${reordered === 1 ? 'object' : 'objects'}`}
        </span>
        <span className="flex-1" />
        <ToggleButton pressed={!all} onClick={() => dispatch({ type: 'all', all: !all })}>
          Only differences
        </ToggleButton>
      </div>
      {sides && (
        <div
          className={`flex shrink-0 border-b border-line py-1.5 text-2xs font-medium text-muted ${isBeside ? '' : 'flex-col'}`}
        >
          {sides.map((side, i) => (
            <span key={side} className="min-w-0 flex-1 truncate px-5">
              {!isBeside && (
                <span className={`inline-block w-4 ${i === 0 ? 'text-danger' : 'text-active'}`}>
                  {i === 0 ? '−' : '+'}
                </span>
              )}
              {side}
            </span>
          ))}
        </div>
      )}
      <div
        role="tree"
        aria-label={label}
        aria-activedescendant={cursorInView ? `${domId}-${focused}` : undefined}
        tabIndex={0}
        ref={attach}
        onKeyDown={onKeyDown}
        onClick={onClick}
        data-cursor={cursorInView || undefined}
        data-acted={acts > 0 || undefined}
        className="group focus-ring-inset relative data-cursor:outline-none min-h-0 flex-1 overflow-x-hidden overflow-y-auto overscroll-contain [overflow-anchor:none]"
      >
        {rows.length === 0 && (
          <div role="treeitem" aria-selected={false} className="px-5 py-4 text-muted">
            Nothing differs
          </div>
        )}
        <WindowBody view={view}>
          {drawn.map((entry, i) => (
            <DiffRow
              key={entry}
              model={model}
              entry={entry}
              row={first + i}
              sides={isBeside}
              elementId={`${domId}-${entry}`}
              selected={entry === focused}
            />
          ))}
        </WindowBody>
      </div>
      {focused !== undefined && <DiffFooter diff={diff} entry={focused} names={sides ?? unnamed} />}
    </div>
  )
}

/** Roots that have nothing in common are two entries: the second counts too. */
function countAfterRoot({ ends, size, counts }: JsonDiff): number {
  const second = at(ends, 0)
  return second < size ? at(counts, second) : 0
}
