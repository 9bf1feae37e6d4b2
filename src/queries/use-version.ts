import { useSyncExternalStore } from 'react'

import type { FlowSid } from '#contract/sid.ts'

import { engine } from './sources.ts'

const listen = (listener: () => void) => engine().listen(listener)

/** How many engines have taken the place of another: each time, all that was read is read anew. */
export function useRestarts(): number {
  return useSyncExternalStore(listen, () => engine().restarts())
}

/** Goes up whenever what is known of a flow has changed, at most every 100 ms; 0 before anything of it was read. */
export function useVersion(flowSid: FlowSid): number {
  return useSyncExternalStore(listen, () => engine().versionOf(flowSid))
}
