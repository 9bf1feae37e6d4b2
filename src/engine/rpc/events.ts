import type { RunList } from '#contract/run-source.ts'
import type { EngineEvent } from './protocol.ts'

/** Milliseconds after the event before, unless the caller says otherwise. More often would not be visible. */
const usualIntervalMs = 100

/** Sends an event to all subscribers. */
export type Emit = (event: EngineEvent) => void

/** @param intervalMs the least time since the flow's event before; 0 for at once */
export type EmitChanged = (runList: RunList, version: () => number, intervalMs?: number) => void

type PendingEvent = { dueMs: number; getVersion: () => number; timer: ReturnType<typeof setTimeout> }

/** Throttles `changed` events per flow: the first is emitted at once, and the last is never dropped. */
export function createChangeNotifier(emit: Emit): EmitChanged {
  const emittedMs = new Map<RunList, number>()
  const pending = new Map<RunList, PendingEvent>()

  return (runList, getVersion, intervalMs = usualIntervalMs) => {
    const nowMs = performance.now()
    const dueMs = Math.max(nowMs, (emittedMs.get(runList) ?? -Infinity) + intervalMs)
    const waiting = pending.get(runList)
    if (waiting && waiting.dueMs <= dueMs) {
      waiting.getVersion = getVersion
      return
    }
    clearTimeout(waiting?.timer)
    const emitEvent = (version: number) => {
      pending.delete(runList)
      emittedMs.set(runList, performance.now())
      emit({ type: 'changed', runList, version })
    }
    if (dueMs === nowMs) return emitEvent(getVersion())
    const event: PendingEvent = {
      dueMs,
      getVersion,
      timer: setTimeout(() => emitEvent(event.getVersion()), dueMs - nowMs),
    }
    pending.set(runList, event)
  }
}
