import type { RunList } from '#contract/run-source.ts'
import type { EngineEvent } from './protocol.ts'

/** Min milliseconds between two `changed` events of one flow. More often would not be visible. */
const minIntervalMs = 100

/** Sends an event to all subscribers. */
export type Emit = (event: EngineEvent) => void

/** Throttles `changed` events per flow: emits the first at once, then at most every 100 ms. The last is never dropped. */
export function createChangeNotifier(emit: Emit): (flowSid: RunList, version: () => number) => void {
  const throttled = new Set<RunList>()
  const pending = new Map<RunList, () => number>()

  function emitChanged(flowSid: RunList, getVersion: () => number): void {
    if (throttled.has(flowSid)) {
      pending.set(flowSid, getVersion)
      return
    }
    emit({ type: 'changed', flowSid, version: getVersion() })
    throttled.add(flowSid)
    setTimeout(() => {
      throttled.delete(flowSid)
      const latest = pending.get(flowSid)
      pending.delete(flowSid)
      if (latest) emitChanged(flowSid, latest)
    }, minIntervalMs)
  }

  return emitChanged
}
