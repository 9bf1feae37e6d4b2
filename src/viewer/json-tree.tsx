import { FoldVertical, UnfoldVertical } from 'lucide-react'
import {
  useEffectEvent,
  useId,
  useLayoutEffect,
  useReducer,
  type KeyboardEvent,
  type MouseEvent,
} from 'react'

import { at } from '#json/at.ts'
import type { JsonDocument } from '#json/document.ts'
import { prettyPrint } from '#json/pretty.ts'
import { Button } from '#ui/button.tsx'
import { CopyButton } from '#ui/copy-button.tsx'
import { useWindow } from '#ui/use-window.ts'

import { NodeToolbar, type NodeAction } from './node-toolbar.tsx'
import { cursorNode, isFoldable, openTree, reduceTree, treeKeys } from './tree-model.ts'
import { TreeRow, treeRowHeight } from './tree-row.tsx'

const noActions: readonly NodeAction[] = []

type JsonTreeProps = {
  /** When it changes, what was unfolded stays so where the same keys lead to it. */
  doc: JsonDocument
  /** The tree's accessible name. */
  label: string
  /** What the page offers to do with the focused value. */
  actions?: readonly NodeAction[]
}

/**
 * A JSON document as a tree, of which only the rows in view are drawn. Focus stays on the tree and
 * `aria-activedescendant` names the row, so a row that scrolls away cannot take the focus with it. Fills its parent, a
 * flex column with `min-h-0`.
 */
export function JsonTree({ doc, label, actions = noActions }: JsonTreeProps) {
  const id = useId()
  const [model, dispatch] = useReducer(reduceTree, doc, openTree)
  if (model.doc !== doc) dispatch({ type: 'document', doc })
  const { rows, cursor, open, acts } = model
  const view = useWindow({ count: rows.length, rowHeight: treeRowHeight })
  const { attach, spacerHeight, bodyHeight } = view

  const reveal = useEffectEvent(() => view.reveal(cursor))
  useLayoutEffect(() => {
    if (acts > 0) reveal()
  }, [acts])

  function onKeyDown(event: KeyboardEvent) {
    if (event.altKey || event.ctrlKey || event.metaKey) return
    const key = treeKeys.find((known) => known === event.key)
    if (key === undefined) return
    event.preventDefault()
    dispatch({ type: 'key', key, pageSize: view.pageSize })
  }

  function onClick(event: MouseEvent) {
    const row = rowAt(event.target)
    if (row === null) return
    dispatch({ type: isFold(event.target) ? 'toggle' : 'select', row })
  }

  function onDoubleClick(event: MouseEvent) {
    const row = rowAt(event.target)
    if (row !== null && !isFold(event.target)) dispatch({ type: 'toggle', row })
  }

  function onMouseDown(event: MouseEvent) {
    // The second click of two unfolds: it must not select a word as well. On a value that is what it is for.
    const row = rowAt(event.target)
    if (event.detail > 1 && row !== null && isFoldable(model.doc, at(rows, row))) event.preventDefault()
  }

  const drawn = [...rows.subarray(view.first, view.first + view.size)]
  const cursorInView = cursor >= view.first && cursor < view.first + drawn.length
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="flex h-9 shrink-0 items-center gap-1 border-b border-line px-3">
        <Button
          variant="quiet"
          size="sm"
          icon={<UnfoldVertical aria-hidden size={14} />}
          onClick={() => dispatch({ type: 'expand all' })}
        >
          Expand all
        </Button>
        <Button
          variant="quiet"
          size="sm"
          icon={<FoldVertical aria-hidden size={14} />}
          onClick={() => dispatch({ type: 'collapse all' })}
        >
          Collapse all
        </Button>
        <span className="flex-1" />
        <CopyButton label="Copy JSON" text={() => prettyPrint(doc)} />
      </div>
      <div
        role="tree"
        aria-label={label}
        aria-activedescendant={cursorInView ? `${id}-${cursorNode(model)}` : undefined}
        tabIndex={0}
        ref={attach}
        onKeyDown={onKeyDown}
        onClick={onClick}
        onDoubleClick={onDoubleClick}
        onMouseDown={onMouseDown}
        data-cursor={cursorInView || undefined}
        className="group focus-ring-inset relative data-cursor:outline-none min-h-0 flex-1 overflow-x-hidden overflow-y-auto overscroll-contain [overflow-anchor:none]"
      >
        <div role="presentation" style={{ height: spacerHeight }}>
          <div
            role="presentation"
            className="sticky top-0 overflow-clip"
            style={{ height: Math.min(bodyHeight, spacerHeight) }}
          >
            <div role="presentation" style={{ transform: `translateY(${-view.offset}px)` }}>
              {drawn.map((node, i) => (
                <TreeRow
                  key={node}
                  doc={model.doc}
                  node={node}
                  row={view.first + i}
                  id={`${id}-${node}`}
                  open={open[node] === 1}
                  selected={view.first + i === cursor}
                />
              ))}
            </div>
          </div>
        </div>
      </div>
      <NodeToolbar doc={model.doc} node={cursorNode(model)} actions={actions} />
    </div>
  )
}

/** The index of the row something stands in. */
function rowAt(target: EventTarget): number | null {
  const row = target instanceof Element ? target.closest('[data-row]') : null
  return row === null ? null : Number(row.getAttribute('data-row'))
}

function isFold(target: EventTarget): boolean {
  return target instanceof Element && target.closest('[data-fold]') !== null
}
