import * as z from 'zod/mini'

import { flowOf, runListOf, runSources, sourceOf, type RunList } from '#contract/run-source.ts'
import { isSid, type EngagementSid, type FlowSid } from '#contract/sid.ts'

import { createPref } from './pref.ts'

const maxRecentRuns = 6

const recentRunSchema = z.object({
  flowSid: z.custom<FlowSid>((value) => isSid('FW', value)),
  source: z.enum(runSources),
  engagementSid: z.custom<EngagementSid>((value) => isSid('FN', value)),
  /** Milliseconds since 1970. */
  openedMs: z.number(),
})

/** A run that was opened here. Only its SIDs are stored: nothing about the customer. */
export type RecentRun = z.infer<typeof recentRunSchema>

/** The runs opened last, newest first. */
export const recentRunsPref = createPref<readonly RecentRun[]>('recent-runs', z.array(recentRunSchema), [])

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
