import { useMemo, useState } from 'react'

import { flowOf, type RunList } from '#contract/run-source.ts'
import type { UrlState } from '#urls/urls.ts'
import { isContextColumn, type ColumnChoice } from '#urls/columns.ts'
import type { GridColumn } from '#table/data-grid.tsx'
import {
  toColumnLayout,
  applyColumnLayout,
  hideColumn,
  resizeColumn,
  showColumn,
  nullIfDefault,
} from '#table/column-layout.ts'
import { useTextMask } from '#ui/text/text-mask.ts'

import { defaultColumns, type ListedEngagement } from './default-columns.tsx'
import { columnsForFlow, columnsPref, setFlowColumns } from '#pages/prefs/column-prefs.ts'
import { usePref } from '#pages/prefs/pref.ts'
import { createContextColumn } from './context-column.tsx'

/** The columns of a list, and the functions that change them. */
export type ListColumns = {
  columns: readonly GridColumn<ListedEngagement>[]
  /** The visible columns in order, with their widths. */
  choices: readonly ColumnChoice[]
  /** The JSONPaths among the columns. */
  paths: readonly string[]
  change: (choices: readonly ColumnChoice[]) => void
  /** @param width in px; null for the column's own */
  resize: (id: string, width: number | null) => void
  /** Shows a hidden column before another one, or at the end. */
  show: (id: string, before: string | null) => void
  /** Adds a column for a JSONPath, after Started: at the end it would often be out of view. */
  add: (path: string) => void
  /** The column that was last shown or added; null before. A new object each time. */
  added: { readonly id: string } | null
  /** Hides the column that was last shown or added; null once it is hidden. */
  undoAdd: (() => void) | null
  reset: () => void
}

type Options = {
  runList: RunList
  urlState: UrlState
  setUrlState: (view: UrlState, options: { replace: boolean }) => void
}

/**
 * The columns of a flow's list: those in the URL, or else those stored in this browser. A change goes to both, so that
 * the URL can be shared.
 */
export function useColumns({ runList, urlState, setUrlState }: Options): ListColumns {
  const [added, setAdded] = useState<ListColumns['added']>(null)
  const mask = useTextMask()
  const stored = usePref(columnsPref)
  const chosen = urlState.columns ?? columnsForFlow(stored, flowOf(runList))
  const columns = useMemo(
    () =>
      applyColumnLayout(chosen, {
        defaults: defaultColumns,
        createColumn: (id) => createContextColumn(id, mask),
      }),
    [chosen, mask],
  )
  const choices = toColumnLayout(columns)
  const paths = useMemo(() => columns.flatMap(({ id = '' }) => (isContextColumn(id) ? [id] : [])), [columns])

  function change(next: readonly ColumnChoice[]) {
    const nonDefault = nullIfDefault(next, defaultColumns)
    columnsPref.write(setFlowColumns(columnsPref.read(), flowOf(runList), nonDefault))
    setUrlState({ ...urlState, columns: nonDefault }, { replace: true })
  }

  function show(id: string, before: string | null) {
    setAdded({ id })
    change(showColumn(choices, id, before))
  }

  return {
    columns,
    choices,
    paths,
    change,
    resize: (id, width) => change(resizeColumn(choices, id, width)),
    show,
    add: (path) => show(path, idAfterStarted(choices)),
    added,
    undoAdd:
      added !== null && choices.some(({ id }) => id === added.id)
        ? () => change(hideColumn(choices, added.id))
        : null,
    reset: () => change(toColumnLayout(defaultColumns)),
  }
}

/** The column that follows Started; without Started the engagement column, the last one. */
function idAfterStarted(choices: readonly ColumnChoice[]): string {
  const index = choices.findIndex(({ id }) => id === 'started')
  return (index < 0 ? undefined : choices[index + 1]?.id) ?? 'engagement'
}
