import type { FlowSid } from '#contract/sid.ts'

import type { News } from './protocol.ts'

/** Milliseconds between two tellings that the same flow has changed: as often as a reader can see it. */
const mostOften = 100

/** Says something to whoever listens. */
export type Tell = (news: News) => void

/**
 * Tells that a flow has changed: the first time at once, then at most every 100 ms, and never not at all.
 * @param tell what to tell it with
 */
export function createChanged(tell: Tell): (flowSid: FlowSid, version: () => number) => void {
  const resting = new Set<FlowSid>()
  const waiting = new Map<FlowSid, () => number>()

  function changed(flowSid: FlowSid, version: () => number): void {
    if (resting.has(flowSid)) {
      waiting.set(flowSid, version)
      return
    }
    tell({ news: 'changed', flowSid, version: version() })
    resting.add(flowSid)
    setTimeout(() => {
      resting.delete(flowSid)
      const latest = waiting.get(flowSid)
      waiting.delete(flowSid)
      if (latest) changed(flowSid, latest)
    }, mostOften)
  }

  return changed
}
