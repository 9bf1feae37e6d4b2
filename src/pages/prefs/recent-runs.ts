import * as z from 'zod/mini'

import { flowOf, runListOf, runSources, sourceOf, type RunList } from '#contract/run-source.ts'
import { isSid, type EngagementSid, type FlowSid } from '#contract/sid.ts'

import { createPref } from './pref.ts'

const maxRecentRuns = 12

const recentRunSchema = z.object({
  flowSid: z.custom<FlowSid>((value) => isSid('FW', value)),
  source: z.enum(runSources),
  engagementSid: z.custom<EngagementSid>((value) => isSid('FN', value)),
  /** Not masked: mask it to show it. */
  contact: z.nullable(z.string()),
})
type StoredRun = z.infer<typeof recentRunSchema>

/** A run that was opened, and whom it talks to. */
export type RecentRun = { runList: RunList; engagementSid: EngagementSid; contact: string | null }

/** The runs opened last, newest first. Kept in this browser only, and cleared on sign-out. */
const recentRunsPref = createPref<StoredRun[]>('recent-runs', z.array(recentRunSchema), [])

export function recentRuns(): readonly RecentRun[] {
  return recentRunsPref.read().map(({ flowSid, source, engagementSid, contact }) => ({
    runList: runListOf(flowSid, source),
    engagementSid,
    contact,
  }))
}

/** Puts a run first, without duplicates. */
export function addRecentRun({ runList, engagementSid, contact }: RecentRun): void {
  const others = recentRunsPref.read().filter((run) => run.engagementSid !== engagementSid)
  const run = { flowSid: flowOf(runList), source: sourceOf(runList), engagementSid, contact }
  recentRunsPref.write([run, ...others].slice(0, maxRecentRuns))
}
