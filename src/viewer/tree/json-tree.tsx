import {
  useEffectEvent,
  useId,
  useLayoutEffect,
  useRef,
  type Dispatch,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
} from 'react'

import { at } from '#json/at.ts'
import { countBelow } from '#json/forest-order.ts'
import { placeOf } from '#json/forest.ts'
import type { JsonPath } from '#json/paths.ts'
import { ToggleButton } from '#ui/toggle-button.tsx'
import { useWindow } from '#ui/use-window.ts'
import { WindowBody } from '#ui/window-body.tsx'
import { DocumentSearch, onFindKey } from '#viewer/find/document-search.tsx'

import { type Recognise, recogniseNothing } from './recognition.ts'
import { NodeToolbar, type NodeAction } from './node-toolbar.tsx'
import { PathNotice } from './path-notice.tsx'
import { cursorId, isFoldable, isUnfolded, treeKeys, type TreeAction, type TreeModel } from './tree-model.ts'
import { TreeRow, treeRowHeight } from './tree-row.tsx'
import { pinnedRows } from './tree-rows.ts'
import { TreeToolbar } from './tree-toolbar.tsx'
import { useTreeSearch } from './use-tree-search.ts'
import { ValuePane } from './value-pane.tsx'

const noActions: readonly NodeAction[] = []

export type JsonTreeProps = {
  model: TreeModel
  dispatch: Dispatch<TreeAction>
  /** What is searched for; whoever draws this keeps it. */
  sought: string
  onSearch: (text: string) => void
  /** The tree's accessible name. */
  label: string
  /** What the page offers to do with the focused value. */
  actions?: readonly NodeAction[]
  recognise?: Recognise
  /** The value a link points at: it is unfolded to and marked, or said to be missing. */
  path?: JsonPath | null
  /** The address of a value, to be copied. */
  linkTo?: (path: JsonPath) => string
  /** What stands at the end of the first line. */
  children?: ReactNode
}

/**
 * A JSON document as a tree, of which only the rows in view are drawn. Focus stays on the tree and
 * `aria-activedescendant` names the row, so a row that scrolls away cannot take the focus with it. Fills its parent, a
 * flex column with `min-h-0`.
 */
export function JsonTree({
  model,
  dispatch,
  sought,
  onSearch,
  label,
  actions = noActions,
  recognise = recogniseNothing,
  path = null,
  linkTo,
  children,
}: JsonTreeProps) {
  const domId = useId()
  const field = useRef<HTMLInputElement>(null)
  const { forest, rows, cursor, acts, found } = model
  const view = useWindow({ count: rows.length, rowHeight: treeRowHeight })
  const { attach, bodyHeight, first } = view
  const search = useTreeSearch(model, dispatch, sought)
  const pins = pinnedRows(forest, rows, first)
  const isMeasured = bodyHeight > 0

  const reveal = useEffectEvent(() => {
    // Nothing is in view that the pinned rows cover; so many of them there may be above it.
    const covered = pinnedRows(forest, rows, cursor).length
    if (cursor < first + covered) view.scrollTo(Math.max(0, cursor - covered))
    else {
      // What was unfolded shows what is in it, as far as there is room.
      const below = model.unfolded ? countBelow(forest, rows, cursorId(model)) : 0
      view.reveal(cursor + Math.max(0, Math.min(below, view.pageSize - 1 - covered)))
    }
  })
  useLayoutEffect(() => {
    // Before it has been measured nothing can be brought into view.
    if (acts > 0 && isMeasured) reveal()
  }, [acts, isMeasured])

  function onKeyDown(event: KeyboardEvent) {
    if (event.altKey || event.ctrlKey || event.metaKey) return
    if (event.shiftKey && (event.key === 'ArrowRight' || event.key === 'ArrowLeft')) {
      event.preventDefault()
      dispatch({ type: 'branch', row: cursor, open: event.key === 'ArrowRight' })
      return
    }
    const key = treeKeys.find((known) => known === event.key)
    if (key === undefined) return
    event.preventDefault()
    dispatch({ type: 'key', key, pageSize: view.pageSize })
  }

  function onClick(event: MouseEvent) {
    const row = rowAt(event.target)
    if (row === null) return
    if (!isFold(event.target)) dispatch({ type: 'select', row })
    else if (event.altKey) {
      const open = event.target instanceof Element && event.target.closest('[aria-expanded=true]') === null
      dispatch({ type: 'branch', row, open })
    } else dispatch({ type: 'toggle', row })
  }

  function onDoubleClick(event: MouseEvent) {
    const row = rowAt(event.target)
    if (row !== null && !isFold(event.target)) dispatch({ type: 'toggle', row })
  }

  function onMouseDown(event: MouseEvent) {
    // The second click of two unfolds: it must not select a word as well. On a value that is what it is for.
    const row = rowAt(event.target)
    if (event.detail > 1 && row !== null && isFoldable(forest, at(rows, row))) event.preventDefault()
  }

  const drawn = [...rows.subarray(first, first + view.size)]
  const cursorInView = cursor >= first && cursor < first + drawn.length
  const focused = cursorId(model)
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- hears what its controls do not want
    <div className="flex min-h-0 flex-1 flex-col" onKeyDown={(event) => onFindKey(event, field)}>
      <div className="flex h-9 shrink-0 items-center gap-1 border-b border-line px-3">
        <TreeToolbar dispatch={dispatch} />
        <span className="flex-1" />
        {children}
      </div>
      <DocumentSearch
        field={field}
        label={`Search ${label.toLowerCase()}`}
        placeholder="Search keys, values and paths"
        text={sought}
        found={found && { ...found, count: found.matches.length }}
        isSearching={search.isSearching}
        onSearch={onSearch}
        onStep={(step) => dispatch({ type: 'match', step })}
      >
        <ToggleButton
          pressed={model.only}
          disabled={found === null || found.matches.length === 0}
          onClick={() => dispatch({ type: 'only', only: !model.only })}
        >
          Only matches
        </ToggleButton>
      </DocumentSearch>
      <PathNotice
        forest={forest}
        path={path}
        onGo={(there) => dispatch({ type: 'go', forest: there.forest, id: there.id })}
      />
      <div
        role="tree"
        aria-label={label}
        aria-activedescendant={cursorInView ? `${domId}-${focused}` : undefined}
        tabIndex={0}
        ref={attach}
        onKeyDown={onKeyDown}
        onClick={onClick}
        onDoubleClick={onDoubleClick}
        onMouseDown={onMouseDown}
        data-cursor={cursorInView || undefined}
        className="group focus-ring-inset relative data-cursor:outline-none min-h-0 flex-1 overflow-x-hidden overflow-y-auto overscroll-contain [overflow-anchor:none]"
      >
        <WindowBody
          view={view}
          over={
            pins.length > 0 && (
              <div aria-hidden className="absolute inset-x-0 top-0 border-b border-line-strong">
                {pins.map((row) => (
                  <TreeRow
                    key={row}
                    model={model}
                    id={at(rows, row)}
                    row={row}
                    mark={search.mark}
                    recognise={recogniseNothing}
                    elementId={null}
                  />
                ))}
              </div>
            )
          }
        >
          {drawn.map((id, i) => (
            <TreeRow
              key={id}
              model={model}
              id={id}
              row={first + i}
              mark={search.mark}
              recognise={recognise}
              elementId={`${domId}-${id}`}
            />
          ))}
        </WindowBody>
      </div>
      {/* Of JSON that is unfolded, the rows below say it all. */}
      {!isUnfolded(model, focused) && <ValuePane {...placeOf(forest, focused)} />}
      <NodeToolbar
        forest={forest}
        id={focused}
        recognise={recognise}
        actions={actions}
        {...(linkTo && { linkTo })}
      />
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
