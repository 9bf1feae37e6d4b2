import type { RunList } from '#contract/run-source.ts'
import type { EngineEvent } from './protocol.ts'

/** Min milliseconds between two `changed` events of one flow. More often would not be visible. */
const minIntervalMs = 100

/** Sends an event to all subscribers. */
export type Emit = (event: EngineEvent) => void

/** Throttles `changed` events per flow: emits the first at once, then at most every 100 ms. The last is never dropped. */
export function createChangeNotifier(emit: Emit): (runList: RunList, version: () => number) => void {
  const throttled = new Set<RunList>()
  const pending = new Map<RunList, () => number>()

  function emitChanged(runList: RunList, getVersion: () => number): void {
    if (throttled.has(runList)) {
      pending.set(runList, getVersion)
      return
    }
    emit({ type: 'changed', runList, version: getVersion() })
    throttled.add(runList)
    setTimeout(() => {
      throttled.delete(runList)
      const latest = pending.get(runList)
      pending.delete(runList)
      if (latest) emitChanged(runList, latest)
    }, minIntervalMs)
  }

  return emitChanged
}
