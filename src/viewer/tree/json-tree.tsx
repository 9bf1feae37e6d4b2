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

import { getOrThrow } from '#json/parse/get-or-throw.ts'
import { countBelow } from '#json/embedded/document-order.ts'
import { resolveNode } from '#json/embedded/embedded-documents.ts'
import type { JsonPath } from '#json/path/json-path.ts'
import { ToggleButton } from '#ui/controls/toggle-button.tsx'
import { useVirtualRows } from '#ui/scroll/use-virtual-rows.ts'
import { VirtualRows } from '#ui/scroll/virtual-rows.tsx'
import { DocumentSearch, handleFindKey } from '#viewer/find/document-search.tsx'

import { type GetValueHint, noValueHint } from '#viewer/row/row-data.ts'
import { NodeToolbar, type NodeAction } from './node-toolbar.tsx'
import { MissingPathBanner } from './missing-path-banner.tsx'
import { cursorId, isNodeExpandable, isNodeExpanded, type TreeModel } from './tree-model.ts'
import { treeKeys, type TreeAction } from './tree-reducer.ts'
import { TreeRow, treeRowHeight } from './tree-row.tsx'
import { stickyAncestors } from './tree-rows.ts'
import { TreeToolbar } from './tree-toolbar.tsx'
import { useTreeSearch } from './use-tree-search.ts'
import { ValuePane } from './value-pane.tsx'

const noActions: readonly NodeAction[] = []

export type JsonTreeProps = {
  model: TreeModel
  dispatch: Dispatch<TreeAction>
  /** The search text, controlled by the parent. */
  query: string
  onSearch: (text: string) => void
  /** The tree's accessible name. */
  label: string
  /** The page's actions for the focused value. */
  actions?: readonly NodeAction[]
  getHint?: GetValueHint
  /** Path from a link. If it is not in the document, a banner says so. */
  path?: JsonPath | null
  /** The URL of a value, for copying. */
  linkTo?: (path: JsonPath) => string
  /** Called when the user has moved to another value. @param path null where it is too long for a link */
  onPath?: ((path: JsonPath | null) => void) | undefined
  /** Rendered at the end of the toolbar. */
  children?: ReactNode
}

/**
 * A JSON document as a virtualized tree. Focus stays on the tree and `aria-activedescendant` names the row, so focus is
 * not lost when a row scrolls out of view. Fills its parent, a flex column with `min-h-0`.
 */
export function JsonTree({
  model,
  dispatch,
  query,
  onSearch,
  label,
  actions = noActions,
  getHint = noValueHint,
  path = null,
  linkTo,
  onPath,
  children,
}: JsonTreeProps) {
  const domId = useId()
  const field = useRef<HTMLInputElement>(null)
  const { documents, rows, cursor, actionCount, found } = model
  const view = useVirtualRows({ count: rows.length, rowHeight: treeRowHeight })
  const { attach, bodyHeight, first } = view
  const search = useTreeSearch(model, dispatch, query)
  const stickyRows = stickyAncestors(documents, rows, first)
  const isMeasured = bodyHeight > 0

  const scrollToCursor = useEffectEvent(() => {
    // Sticky rows cover the rows below them: scroll so far that the cursor is not covered.
    const covered = stickyAncestors(documents, rows, cursor).length
    if (cursor < first + covered) view.scrollTo(Math.max(0, cursor - covered))
    else {
      // After expanding, scroll so that the children are in view too, as far as they fit.
      const below = model.hasJustExpanded ? countBelow(documents, rows, cursorId(model)) : 0
      view.reveal(cursor + Math.max(0, Math.min(below, view.pageSize - 1 - covered)))
    }
  })
  useLayoutEffect(() => {
    // Scrolling needs the measured height.
    if (actionCount > 0 && isMeasured) scrollToCursor()
  }, [actionCount, isMeasured])

  function onKeyDown(event: KeyboardEvent) {
    if (event.altKey || event.ctrlKey || event.metaKey) return
    if (event.shiftKey && (event.key === 'ArrowRight' || event.key === 'ArrowLeft')) {
      event.preventDefault()
      dispatch({ type: 'branch', row: cursor, isExpanded: event.key === 'ArrowRight' })
      return
    }
    const key = treeKeys.find((treeKey) => treeKey === event.key)
    if (key === undefined) return
    event.preventDefault()
    dispatch({ type: 'key', key, pageSize: view.pageSize })
  }

  function onClick(event: MouseEvent) {
    const row = rowAt(event.target)
    if (row === null) return
    if (!isToggle(event.target)) dispatch({ type: 'select', row })
    else if (event.altKey) {
      const isExpanded =
        event.target instanceof Element && event.target.closest('[aria-expanded=true]') === null
      dispatch({ type: 'branch', row, isExpanded })
    } else dispatch({ type: 'toggle', row })
  }

  function onDoubleClick(event: MouseEvent) {
    const row = rowAt(event.target)
    if (row !== null && !isToggle(event.target)) dispatch({ type: 'toggle', row })
  }

  function onMouseDown(event: MouseEvent) {
    // A double click expands the row, so it must not also select a word. On a scalar it still selects.
    const row = rowAt(event.target)
    if (event.detail > 1 && row !== null && isNodeExpandable(documents, getOrThrow(rows, row)))
      event.preventDefault()
  }

  const renderedRows = [...rows.subarray(first, first + view.size)]
  const isCursorInView = cursor >= first && cursor < first + renderedRows.length
  const focused = cursorId(model)
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- handles keys that its controls ignore
    <div className="flex min-h-0 flex-1 flex-col" onKeyDown={(event) => handleFindKey(event, field)}>
      <div className="flex min-h-9 shrink-0 flex-wrap items-center gap-1 border-b border-line px-3">
        <TreeToolbar dispatch={dispatch} />
        <span className="flex-1" />
        {children}
      </div>
      <DocumentSearch
        field={field}
        label={`Search ${label.toLowerCase()}`}
        placeholder="Search keys, values and paths"
        text={query}
        found={found && { ...found, count: found.matches.length }}
        isSearching={search.isSearching}
        onSearch={onSearch}
        onStep={(step) => dispatch({ type: 'go to match', step })}
      >
        <ToggleButton
          pressed={model.onlyMatches}
          disabled={found === null || found.matches.length === 0}
          onClick={() => dispatch({ type: 'only matches', onlyMatches: !model.onlyMatches })}
        >
          Only matches
        </ToggleButton>
      </DocumentSearch>
      <MissingPathBanner
        documents={documents}
        path={path}
        onGoTo={(target) => dispatch({ type: 'go to node', documents: target.documents, id: target.id })}
      />
      <div
        role="tree"
        aria-label={label}
        aria-activedescendant={isCursorInView ? `${domId}-${focused}` : undefined}
        tabIndex={0}
        ref={attach}
        onKeyDown={onKeyDown}
        onClick={onClick}
        onDoubleClick={onDoubleClick}
        onMouseDown={onMouseDown}
        data-cursor={isCursorInView || undefined}
        className="group focus-ring-inset relative data-cursor:outline-none min-h-0 flex-1 overflow-x-hidden overflow-y-auto overscroll-contain [overflow-anchor:none]"
      >
        <VirtualRows
          view={view}
          overlay={
            stickyRows.length > 0 && (
              <div aria-hidden className="absolute inset-x-0 top-0 border-b border-line-strong">
                {stickyRows.map((row) => (
                  <TreeRow
                    key={row}
                    model={model}
                    id={getOrThrow(rows, row)}
                    row={row}
                    highlight={search.highlight}
                    getHint={noValueHint}
                    elementId={null}
                  />
                ))}
              </div>
            )
          }
        >
          {renderedRows.map((id, i) => (
            <TreeRow
              key={id}
              model={model}
              id={id}
              row={first + i}
              highlight={search.highlight}
              getHint={getHint}
              elementId={`${domId}-${id}`}
            />
          ))}
        </VirtualRows>
      </div>
      {/* The rows of expanded JSON already show the full value. */}
      {!isNodeExpanded(model, focused) && <ValuePane {...resolveNode(documents, focused)} />}
      <NodeToolbar
        documents={documents}
        id={focused}
        getHint={getHint}
        actions={actions}
        {...(linkTo && { linkTo })}
        onPath={actionCount > 0 ? onPath : undefined}
      />
    </div>
  )
}

/** Index of the row that contains the element. */
function rowAt(target: EventTarget): number | null {
  const row = target instanceof Element ? target.closest('[data-row]') : null
  return row === null ? null : Number(row.getAttribute('data-row'))
}

function isToggle(target: EventTarget): boolean {
  return target instanceof Element && target.closest('[data-fold]') !== null
}
