import { runSources, type RunSource } from '#contract/run-source.ts'
import { isArrayOf, isBoolean, isObjectOf, isOneOf } from '#contract/schema/checks.ts'
import { isSid, type FlowSid } from '#contract/sid.ts'

import { createPref } from './pref.ts'

/** Only the flows pinned last are stored. */
const maxPinned = 50

/** Pinned flows, in the order they were pinned. A flow's SID belongs to one account only. */
export const pinnedFlowsPref = createPref<readonly FlowSid[]>(
  'pinned-flows',
  isArrayOf((value) => isSid('FW', value)),
  [],
)

/** Pins a flow, or takes its pin away. */
export function togglePinned(pinned: readonly FlowSid[], sid: FlowSid): readonly FlowSid[] {
  return pinned.includes(sid) ? pinned.filter((each) => each !== sid) : [...pinned, sid].slice(-maxPinned)
}

const flowSortKeys = ['name', 'updated'] as const
export type FlowSort = { readonly by: (typeof flowSortKeys)[number]; readonly descending: boolean }

/** The order of the flows on the first page. By default Twilio's: the one updated last comes first. */
export const flowSortPref = createPref<FlowSort>(
  'flow-sort',
  isObjectOf<FlowSort>({ by: isOneOf(flowSortKeys), descending: isBoolean }),
  { by: 'updated', descending: true },
)

/** Where runs were last chosen to be read from. An address says it of a list; the search of all flows reads from here. */
export const runSourcePref = createPref<RunSource>('run-source', isOneOf(runSources), 'engagements')
