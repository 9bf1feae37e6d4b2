import * as z from 'zod/mini'

import type { ColumnChoice } from '#address/columns.ts'
import type { FlowSid } from '#contract/sid.ts'

import { createPref } from './pref.ts'

/** Of how many flows the columns are kept: the ones changed last. */
const mostFlows = 50

const choicesSchema = z.array(z.object({ id: z.string(), width: z.nullable(z.number()) }))

const schema = z.object({
  /** What was chosen last, on any flow, but for columns from its contexts: how this reader likes a list. */
  last: z.nullable(choicesSchema),
  /** By flow, the one changed last at the end. */
  flows: z.array(z.object({ flowSid: z.string(), columns: choicesSchema })),
})

export type KeptColumns = z.infer<typeof schema>

const nothingKept: KeptColumns = { last: null, flows: [] }

export const columnsPref = createPref('columns', schema, nothingKept)

/** The columns of a flow: its own, or else as they were liked last; null when nothing was chosen. */
export function columnsKeptFor({ last, flows }: KeptColumns, sid: FlowSid): readonly ColumnChoice[] | null {
  return flows.find(({ flowSid }) => flowSid === sid)?.columns ?? last
}

/** @param columns null for the usual ones */
export function keepColumns(
  { flows }: KeptColumns,
  flowSid: FlowSid,
  columns: readonly ColumnChoice[] | null,
): KeptColumns {
  const others = flows.filter((each) => each.flowSid !== flowSid)
  if (columns === null) return { last: null, flows: others }
  return {
    last: columns.filter(({ id }) => !id.startsWith('$')),
    flows: [...others, { flowSid, columns: [...columns] }].slice(-mostFlows),
  }
}
