import { useMemo } from 'react'

import type { View } from '#address/address.ts'
import type { ColumnChoice } from '#address/columns.ts'
import type { FlowSid } from '#contract/sid.ts'
import type { GridColumn } from '#table/data-grid.tsx'
import { choicesOf, layOut, resize, show as shown, unlessUsual } from '#table/column-layout.ts'

import { usualColumns, type ListedEngagement } from '#pages/engagements/columns.tsx'
import { columnsKeptFor, columnsPref, keepColumns } from '#pages/prefs/kept-columns.ts'
import { usePref } from '#pages/prefs/pref.ts'
import { contextColumn } from './context-column.tsx'

/** The columns of a list, and the ways to change them. */
export type Columns = {
  columns: readonly GridColumn<ListedEngagement>[]
  /** What is shown, in order, and how wide. */
  choices: readonly ColumnChoice[]
  /** The JSONPaths among the columns. */
  paths: readonly string[]
  change: (choices: readonly ColumnChoice[]) => void
  /** @param width in px; null for the column's own */
  resize: (id: string, width: number | null) => void
  /** Shows the values at a JSONPath as a column. */
  add: (path: string) => void
  reset: () => void
}

type Options = {
  flowSid: FlowSid
  view: View
  show: (view: View, options: { replace: boolean }) => void
}

/**
 * The columns of a flow's list. A link that names columns has its way; otherwise they are those this browser kept. What
 * is changed here goes to both, so that the address can be handed on as it stands.
 */
export function useColumns({ flowSid, view, show }: Options): Columns {
  const kept = usePref(columnsPref)
  const chosen = view.columns ?? columnsKeptFor(kept, flowSid)
  const columns = useMemo(() => layOut(chosen, { usual: usualColumns, more: contextColumn }), [chosen])
  const choices = choicesOf(columns)
  const paths = useMemo(() => columns.flatMap(({ id = '' }) => (id.startsWith('$') ? [id] : [])), [columns])

  function change(next: readonly ColumnChoice[]) {
    const asked = unlessUsual(next, usualColumns)
    columnsPref.write(keepColumns(columnsPref.read(), flowSid, asked))
    show({ ...view, columns: asked }, { replace: true })
  }

  return {
    columns,
    choices,
    paths,
    change,
    resize: (id, width) => change(resize(choices, id, width)),
    // The engagement's SID ends a row.
    add: (path) => change(shown(choices, path, 'engagement')),
    reset: () => change(choicesOf(usualColumns)),
  }
}
