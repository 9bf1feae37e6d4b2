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

import { getOrThrow } from '#json/parse/get-or-throw.ts'
import type { JsonDiff } from '#json/diff/diff-json.ts'
import { ToggleButton } from '#ui/controls/toggle-button.tsx'
import { useVirtualRows } from '#ui/scroll/use-virtual-rows.ts'
import { VirtualRows } from '#ui/scroll/virtual-rows.tsx'

import { DiffFooter } from './diff-footer.tsx'
import {
  diffKeys,
  createDiffModel,
  diffReducer,
  visibleDifferenceCount,
  type IsExpectedDifference,
} from './diff-model.ts'
import { DiffRow, diffRowHeight } from './diff-row.tsx'

/** Min width in px for two values side by side. A narrower view shows both in one line. */
const minSideBySideWidth = 480

const defaultSideNames = ['Before', 'After'] as const

type DiffViewProps = {
  /** Set a React `key` per comparison, so that another one starts with a new state. */
  diff: JsonDiff
  /** The tree's accessible name. */
  label: string
  /**
   * Names of the two sides. With them the sides are side by side where there is room; without them each value is one
   * line.
   */
  sides?: readonly [string, string]
  /** Tells the differences that say nothing, which are hidden at first. */
  isExpected?: IsExpectedDifference
  /** Rendered at the start of the toolbar. */
  children?: ReactNode
}

/** The differences between two JSON documents as a virtualized tree. Fills its parent, a flex column with `min-h-0`. */
export function DiffView({ diff, label, sides, isExpected, children }: DiffViewProps) {
  const domId = useId()
  const [model, dispatch] = useReducer(diffReducer, null, () => createDiffModel(diff, false, isExpected))
  const { rows, cursor, actionCount, showsUnchanged, expectedCounts, showsExpected } = model
  const expected = expectedCounts === null ? 0 : getOrThrow(expectedCounts, 0)
  const view = useVirtualRows({ count: rows.length, rowHeight: diffRowHeight })
  const { attach, bodyHeight, first } = view
  const isMeasured = bodyHeight > 0
  const isSideBySide = sides !== undefined && view.width >= minSideBySideWidth
  const reveal = useEffectEvent(() => view.reveal(cursor))
  useLayoutEffect(() => {
    if (actionCount > 0 && isMeasured) reveal()
  }, [actionCount, isMeasured])

  function onKeyDown(event: KeyboardEvent) {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
    const key = diffKeys.find((diffKey) => diffKey === event.key)
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

  const renderedEntries = [...rows.subarray(first, first + view.size)]
  const focused = rows[cursor]
  const cursorInView = focused !== undefined && cursor >= first && cursor < first + renderedEntries.length
  const count = visibleDifferenceCount(model, 0) + countAfterRoot(diff)
  // Memoized: the array has one element per entry.
  const reordered = useMemo(() => diff.reordered.reduce((sum, one) => sum + one, 0), [diff])
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="flex min-h-9 shrink-0 flex-wrap items-center gap-x-3 gap-y-1 border-b border-line py-1 pr-3 pl-5 text-xs">
        {children}
        <span className="text-muted tabular-nums">
          {count === 0 ? 'No differences' : `${count} ${count === 1 ? 'difference' : 'differences'}`}
          {reordered > 0 && ` · key order differs in ${reordered} ${reordered === 1 ? 'object' : 'objects'}`}
        </span>
        <span className="flex-1" />
        {expected > 0 && (
          <ToggleButton
            pressed={showsExpected}
            onClick={() => dispatch({ type: 'show expected', showsExpected: !showsExpected })}
          >
            {`${expected} ${expected === 1 ? 'value that always differs' : 'values that always differ'}`}
          </ToggleButton>
        )}
        <ToggleButton
          pressed={!showsUnchanged}
          onClick={() => dispatch({ type: 'show unchanged', showsUnchanged: !showsUnchanged })}
        >
          Only differences
        </ToggleButton>
      </div>
      {sides && (
        <div
          className={`flex shrink-0 border-b border-line py-1.5 text-2xs font-medium text-muted ${isSideBySide ? '' : 'flex-col'}`}
        >
          {sides.map((side, i) => (
            <span key={side} className="min-w-0 flex-1 truncate px-5">
              {!isSideBySide && (
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
        data-acted={actionCount > 0 || undefined}
        className="group focus-ring-inset relative data-cursor:outline-none min-h-0 flex-1 overflow-x-hidden overflow-y-auto overscroll-contain [overflow-anchor:none]"
      >
        {rows.length === 0 && (
          <div role="treeitem" aria-selected={false} className="px-5 py-4 text-muted">
            No changes
          </div>
        )}
        <VirtualRows view={view}>
          {renderedEntries.map((entry, i) => (
            <DiffRow
              key={entry}
              model={model}
              entry={entry}
              row={first + i}
              sides={isSideBySide}
              elementId={`${domId}-${entry}`}
              selected={entry === focused}
            />
          ))}
        </VirtualRows>
      </div>
      {focused !== undefined && (
        <DiffFooter diff={diff} entry={focused} sideNames={sides ?? defaultSideNames} />
      )}
    </div>
  )
}

/** Roots of different kinds are two entries. The differences of the second one count too. */
function countAfterRoot({ subtreeEnds, size, differenceCounts }: JsonDiff): number {
  const second = getOrThrow(subtreeEnds, 0)
  return second < size ? getOrThrow(differenceCounts, second) : 0
}
