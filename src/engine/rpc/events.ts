import type { RunList } from '#contract/run-source.ts'
import type { EngineEvent } from './protocol.ts'

/** Min milliseconds between two `changed` events of one flow. More often would not be visible. */
const minIntervalMs = 100

/** Sends an event to all subscribers. */
export type Emit = (event: EngineEvent) => void

export type EmitChanged = (runList: RunList, version: () => number, options?: { isUrgent?: boolean }) => void

/**
 * Throttles `changed` events per flow: emits the first at once, then at most every 100 ms, and urgent ones always. The last
 * is never dropped.
 */
export function createChangeNotifier(emit: Emit): EmitChanged {
  const throttled = new Set<RunList>()
  const pending = new Map<RunList, () => number>()

  const emitChanged: EmitChanged = (runList, getVersion, { isUrgent = false } = {}) => {
    const isThrottled = throttled.has(runList)
    if (isThrottled && !isUrgent) {
      pending.set(runList, getVersion)
      return
    }
    pending.delete(runList)
    emit({ type: 'changed', runList, version: getVersion() })
    if (isThrottled) return
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
