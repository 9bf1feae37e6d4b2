import { useSyncExternalStore } from 'react'

import type { RunList } from '#contract/run-source.ts'

import { getEngine } from './clients.ts'

const subscribe = (listener: () => void) => getEngine().subscribe(listener)

/** How often the engine has restarted. Each time, everything has to be loaded again. */
export function useEngineRestarts(): number {
  return useSyncExternalStore(subscribe, () => getEngine().restartCount())
}

/** A number that grows when a flow's loaded data changes, at most every 100 ms; 0 before anything is loaded. */
export function useFlowVersion(runList: RunList): number {
  return useSyncExternalStore(subscribe, () => getEngine().versionOf(runList))
}
