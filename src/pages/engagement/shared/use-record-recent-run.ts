import { useEffect } from 'react'

import type { RunList } from '#contract/run-source.ts'
import type { EngagementSid } from '#contract/sid.ts'

import { addRecentRun, recentRunsPref } from '#pages/prefs/recent-runs.ts'

/** Notes that a run was opened, once it has loaded: an address may be wrong. */
export function useRecordRecentRun(runList: RunList, engagementSid: EngagementSid, isLoaded: boolean): void {
  useEffect(() => {
    if (isLoaded)
      recentRunsPref.write(addRecentRun(recentRunsPref.read(), runList, engagementSid, Date.now()))
  }, [isLoaded, runList, engagementSid])
}
