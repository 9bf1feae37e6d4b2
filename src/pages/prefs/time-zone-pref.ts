import { createContext, use, useState } from 'react'

import { isString } from '#contract/schema/checks.ts'
import { isTimeZone, localTimeZone, utc, type TimeZone } from '#format/time/time-zone.ts'

import { createPref, usePref } from './pref.ts'

/** The choice that follows the browser's own time zone. */
export const browserZone = 'browser'

/** The time zone of all times that are shown and entered: `browserZone` or an IANA name that this browser knows. */
export const timeZonePref = createPref<string>(
  'time-zone',
  (value): value is string => isString(value) && (value === browserZone || isTimeZone(value)),
  browserZone,
)

/** The chosen time zone. A context: every time in the list uses it, and a subscription for each would cost more. */
export const TimeZoneContext = createContext<TimeZone>(utc)

export const useTimeZone = (): TimeZone => use(TimeZoneContext)

/** The value for `TimeZoneContext`. */
export function useChosenTimeZone(): TimeZone {
  const [own] = useState(localTimeZone)
  const choice = usePref(timeZonePref)
  return choice === browserZone ? own : choice
}
