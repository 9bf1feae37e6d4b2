import { useEffect } from 'react'

import { addRecentRun, type RecentRun } from '#pages/prefs/recent-runs.ts'

/** Puts the run on the screen first among those opened last, once it is known to exist. */
export function useRecordRecentRun({ runList, engagementSid, contact }: RecentRun, isKnown: boolean): void {
  useEffect(() => {
    if (isKnown) addRecentRun({ runList, engagementSid, contact })
  }, [runList, engagementSid, contact, isKnown])
}
