import type { RunList } from '#contract/run-source.ts'
import type { EngagementRow } from '#engine/rpc/row-results.ts'
import { toRfc3339 } from '#format/time/utc-time.ts'
import { paths } from '#urls/urls.ts'

import { dashboardLink, maskedText, type ToolContext } from './tool-context.ts'

/** One run, with times in milliseconds since 1970. */
type Run = Pick<EngagementRow, 'sid' | 'status' | 'contact' | 'started' | 'updated' | 'durationMs'>

/** A run as the tools return it: the schema `run`. */
export function describeRun(context: ToolContext, runList: RunList, run: Run) {
  return {
    engagement_sid: run.sid,
    status: run.status,
    contact: maskedText(context, run.contact),
    started: formatTime(run.started),
    updated: formatTime(run.updated),
    duration_seconds: run.durationMs === null ? null : Math.round(run.durationMs / 1000),
    link: run.sid && dashboardLink(context, paths.engagement(runList, run.sid)),
  }
}

export function formatTime(ms: number | null): string | null {
  return ms === null ? null : toRfc3339(ms)
}
