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

/** A value at hand, as the text it says: a string without its quotes and escapes, anything else as it was sent. */
export function textOfValue(json: string): string {
  if (!json.startsWith('"')) return json
  try {
    const read: unknown = JSON.parse(json)
    return typeof read === 'string' ? read : json
  } catch {
    return json
  }
}
