import { useSyncExternalStore } from 'react'

import { readersZone, utc, type Zone } from '#display/zone.ts'
import { readStored, writeStored } from '#ui/stored.ts'

const key = 'flowdesk.zone'

const listeners = new Set<() => void>()
let choice: string | null = null

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

function currentZone(): Zone {
  choice ??= readStored('sessionStorage', key)
  return choice === utc ? utc : readersZone()
}

/** The zone that ranges of time are chosen and drawn in: the reader's own until they choose UTC, for this visit. */
export const useZone = (): Zone => useSyncExternalStore(subscribe, currentZone)

export function chooseZone(zone: Zone): void {
  choice = zone
  writeStored('sessionStorage', key, zone)
  for (const listener of listeners) listener()
}
