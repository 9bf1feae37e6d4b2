import { createContext } from 'react'

import type { CellValue, EngagementRow } from '#engine/protocol.ts'

/** A value of a context in a cell: as the engine tells it, while it is being asked for, or when it cannot be had. */
export type ShownValue = CellValue | { state: 'asked' } | { state: 'failed' }

export type ValueLookup = (row: EngagementRow, path: string) => ShownValue

/**
 * The values of the rows in view. A React context, since they come after their rows: the cells that show them are drawn
 * anew then, and nothing else of the grid.
 */
export const CellValues = createContext<ValueLookup>(() => ({ state: 'asked' }))
