import { useState } from 'react'

import { possibleWidth, type WithFacts } from './column-facts.ts'
import type { EdgeMoves } from './column-edge.tsx'

type Held = {
  id: string
  /** In px, by column. */
  widths: ReadonlyMap<string, number>
  /** How wide the grid was, in px. */
  gridWidth: number
  moving: boolean
}

type Options<C> = {
  columns: readonly C[]
  /** Of the grid, in px. */
  width: number
  /** The widths of the columns as they are drawn, in px. */
  measure: () => readonly number[]
  onResize: (id: string, width: number | null) => void
}

/**
 * Columns while one of them is being made wider. Those before it keep the width they have meanwhile, or the edge would
 * slip from under the pointer; they give way again once the grid itself gets another width.
 */
export function useHeldWidths<C extends WithFacts>({ columns, width, measure, onResize }: Options<C>) {
  const [held, setHeld] = useState<Held | null>(null)
  const kept = columns.find(({ id }) => id === held?.id)?.meta?.width
  const holds =
    held !== null && held.gridWidth === width && (held.moving || held.widths.get(held.id) === kept)

  const moves: EdgeMoves = {
    hold: (id, wanted) => {
      const at = columns.findIndex((column) => column.id === id)
      const column = columns[at]
      if (column === undefined) return
      const before = measure().slice(0, at)
      const widths = new Map(columns.slice(0, at).map((each, i) => [each.id ?? '', before[i] ?? 0]))
      widths.set(id, possibleWidth(column, wanted))
      setHeld({ id, widths, gridWidth: width, moving: true })
    },
    keep: (id) => {
      if (held === null) return
      setHeld({ ...held, moving: false })
      onResize(id, held.widths.get(id) ?? null)
    },
    reset: (id) => {
      setHeld(null)
      onResize(id, null)
    },
  }

  return { moves, drawn: holds ? columns.map((column) => withHeld(column, held.widths)) : columns }
}

function withHeld<C extends WithFacts>(column: C, widths: ReadonlyMap<string, number>): C {
  const width = widths.get(column.id ?? '')
  return width === undefined || column.meta === undefined
    ? column
    : { ...column, meta: { ...column.meta, width } }
}
