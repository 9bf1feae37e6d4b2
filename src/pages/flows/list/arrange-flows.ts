import type { Flow } from '#contract/resources.ts'
import type { FlowSid } from '#contract/sid.ts'
import { parseTime } from '#format/time/time.ts'

import type { FlowSort } from '#pages/prefs/flow-prefs.ts'

/** How the names of the demo's flows begin that each fail in one way. */
export const faultNamePrefix = 'Fault: '

/** Separates the demo's flows that fail on purpose. Without the demo there are none, however a flow is named. */
export function splitFaults(
  flows: readonly Flow[],
  isDemo: boolean,
): { ordinary: readonly Flow[]; faults: readonly Flow[] } {
  const isFault = ({ friendly_name: name }: Flow) => isDemo && name?.startsWith(faultNamePrefix) === true
  return { ordinary: flows.filter((flow) => !isFault(flow)), faults: flows.filter(isFault) }
}

type Arrangement = { filter: string; sort: FlowSort; pinned: readonly FlowSid[] }

/** The flows that match what was typed, pinned ones first. */
export function arrangeFlows(flows: readonly Flow[], { filter, sort, pinned }: Arrangement): Flow[] {
  const words = filter.toLowerCase().split(/\s+/)
  const isPinned = ({ sid }: Flow) => sid !== null && pinned.includes(sid)
  return flows
    .filter((flow) => words.every((word) => nameAndSid(flow).includes(word)))
    .toSorted((a, b) => Number(isPinned(b)) - Number(isPinned(a)) || compareFlows(a, b, sort))
}

const nameAndSid = ({ friendly_name: name, sid }: Flow) => `${name ?? ''}\n${sid ?? ''}`.toLowerCase()

const collator = new Intl.Collator('en-GB', { numeric: true, sensitivity: 'base' })

/** Flows without a name or a date come last in both directions. */
function compareFlows(a: Flow, b: Flow, { by, descending }: FlowSort): number {
  const direction = descending ? -1 : 1
  if (by === 'name')
    return compareKnown(a.friendly_name, b.friendly_name, (x, y) => direction * collator.compare(x, y))
  return compareKnown(
    parseTime(a.date_updated),
    parseTime(b.date_updated),
    (x, y) => direction * Math.sign(x - y),
  )
}

function compareKnown<T>(a: T | null, b: T | null, compare: (a: T, b: T) => number): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null)
  return compare(a, b)
}
