import {
  flowOf,
  runListOf,
  runSources,
  sourceOf,
  type RunList,
  type RunSource,
} from '#contract/run-source.ts'
import { isArrayOf, isNumber, isObjectOf, isOneOf } from '#contract/schema/checks.ts'
import { isSid, type EngagementSid, type FlowSid } from '#contract/sid.ts'

import { createPref } from './pref.ts'

const maxRecentRuns = 6

/** A run that was opened here. Only its SIDs are stored: nothing about the customer. */
export type RecentRun = {
  flowSid: FlowSid
  source: RunSource
  engagementSid: EngagementSid
  /** Milliseconds since 1970. */
  openedMs: number
}

const isRecentRun = isObjectOf<RecentRun>({
  flowSid: (value) => isSid('FW', value),
  source: isOneOf(runSources),
  engagementSid: (value) => isSid('FN', value),
  openedMs: isNumber,
})

/** The runs opened last, newest first. */
export const recentRunsPref = createPref<readonly RecentRun[]>('recent-runs', isArrayOf(isRecentRun), [])

/** Puts a run first, without duplicates. */
export function addRecentRun(
  recent: readonly RecentRun[],
  runList: RunList,
  engagementSid: EngagementSid,
  openedMs: number,
): readonly RecentRun[] {
  const run = { flowSid: flowOf(runList), source: sourceOf(runList), engagementSid, openedMs }
  return [run, ...recent.filter((each) => each.engagementSid !== engagementSid)].slice(0, maxRecentRuns)
}

export const recentRunList = ({ flowSid, source }: RecentRun): RunList => runListOf(flowSid, source)
