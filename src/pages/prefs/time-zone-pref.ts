import * as z from 'zod/mini'

import { localTimeZone, utc, type TimeZone } from '#format/time-zone.ts'

import { createPref, usePref } from './pref.ts'
import { safeSessionStorage } from './safe-storage.ts'

export const timeZoneChoices = ['own', 'utc'] as const
export type TimeZoneChoice = (typeof timeZoneChoices)[number]

/** The time zone for choosing and showing time ranges. Lasts as long as the tab; defaults to the browser's zone. */
export const timeZonePref = createPref<TimeZoneChoice>(
  'zone',
  z.enum(timeZoneChoices),
  'own',
  safeSessionStorage(),
)

export function resolveTimeZone(choice: TimeZoneChoice): TimeZone {
  switch (choice) {
    case 'own':
      return localTimeZone()
    case 'utc':
      return utc
  }
}

export const useTimeZone = (): TimeZone => resolveTimeZone(usePref(timeZonePref))
