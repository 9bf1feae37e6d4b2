import * as z from 'zod/mini'

import { readersZone, utc, type Zone } from '#display/zone.ts'

import { createPref, usePref } from './pref.ts'
import { visitStore } from './stores.ts'

export const zones = ['own', 'utc'] as const
export type ZoneChoice = (typeof zones)[number]

/** The zone that ranges of time are chosen and drawn in, for this visit: the reader's own until they choose UTC. */
export const zonePref = createPref<ZoneChoice>('zone', z.enum(zones), 'own', visitStore())

export function zoneOf(choice: ZoneChoice): Zone {
  switch (choice) {
    case 'own':
      return readersZone()
    case 'utc':
      return utc
  }
}

export const useZone = (): Zone => zoneOf(usePref(zonePref))
