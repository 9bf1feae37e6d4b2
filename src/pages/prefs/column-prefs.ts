import { isContextColumn, type ColumnChoice } from '#urls/columns.ts'
import { isArrayOf, isNullOr, isNumber, isObjectOf, isString } from '#contract/schema/checks.ts'
import type { FlowSid } from '#contract/sid.ts'

import { createPref } from './pref.ts'

/** Only the flows changed last are stored. */
const maxFlows = 50

type StoredChoice = { id: string; width: number | null }

export type StoredColumns = {
  /** The last choice on any flow, without context columns. Flows with no choice of their own use it. */
  last: StoredChoice[] | null
  /** One entry per flow; the flow changed last comes last. */
  flows: { flowSid: string; columns: StoredChoice[] }[]
}

const areChoices = isArrayOf(isObjectOf<StoredChoice>({ id: isString, width: isNullOr(isNumber) }))

const areStoredColumns = isObjectOf<StoredColumns>({
  last: isNullOr(areChoices),
  flows: isArrayOf(isObjectOf({ flowSid: isString, columns: areChoices })),
})

const emptyStoredColumns: StoredColumns = { last: null, flows: [] }

export const columnsPref = createPref('columns', areStoredColumns, emptyStoredColumns)

/** The flow's own columns, or else the last choice on any flow. Null means the default columns. */
export function columnsForFlow({ last, flows }: StoredColumns, sid: FlowSid): readonly ColumnChoice[] | null {
  return flows.find(({ flowSid }) => flowSid === sid)?.columns ?? last
}

/** @param columns null for the default columns */
export function setFlowColumns(
  { flows }: StoredColumns,
  flowSid: FlowSid,
  columns: readonly ColumnChoice[] | null,
): StoredColumns {
  const others = flows.filter((each) => each.flowSid !== flowSid)
  if (columns === null) return { last: null, flows: others }
  return {
    last: columns.filter(({ id }) => !isContextColumn(id)),
    flows: [...others, { flowSid, columns: [...columns] }].slice(-maxFlows),
  }
}
