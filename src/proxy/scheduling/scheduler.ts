import type { EndpointName } from '#contract/endpoints.ts'

import { createRateLimitBreaker, type Permit } from './rate-limit-breaker.ts'
import type { OnProxyEvent } from '#proxy/events.ts'
import { FairQueue } from './fair-queue.ts'
import { parseRetryAfter } from '#proxy/response/retry-after.ts'

/** Milliseconds a request may wait in the queue, and then how long its caller should wait before trying again. */
const maxWaitMs = 60_000
const retryAfterMs = 5000

export type SchedulerOptions = {
  /** How many requests may run at once. */
  maxConcurrent: number
  onEvent: OnProxyEvent
  now: () => number
  random?: () => number
}

/** One caller's request for a slot. One of its callbacks is called, once, unless it leaves the queue first. */
export type QueueEntry = {
  caller: string
  endpoint: EndpointName
  onStart: (slot: Slot) => void
  /**
   * There will be no slot: requests are blocked, or it waited too long.
   * @param ms milliseconds to wait before trying again
   */
  onReject: (reason: 'rate-limited' | 'timeout', ms: number) => void
}

/** A running request, from dispatch until the last byte. Its owner reports the outcome. */
export type Slot = {
  onResponse: Permit['onResponse']
  /** @param header the response's `Retry-After` @returns milliseconds that requests are blocked from now on */
  onRateLimited: (header: string | null) => number
  onFailure: Permit['onFailure']
  /** Frees the slot for another request. Calls after the first do nothing. */
  release: () => void
}

export type Scheduler = ReturnType<typeof createScheduler>

/**
 * Decides when each request to Twilio may start: at most `maxConcurrent` at a time, fair between callers, and none while
 * requests are blocked. A 429 rejects everything in the queue, so nothing has to start when the block ends: clients retry.
 */
export function createScheduler({ maxConcurrent, onEvent, now, random }: SchedulerOptions) {
  const breaker = createRateLimitBreaker({ now, ...(random && { random }) })
  const queue = new FairQueue<TimedEntry>()
  let running = 0

  type TimedEntry = QueueEntry & { timer: ReturnType<typeof setTimeout> | undefined }

  function startNext(): void {
    while (running < maxConcurrent && breaker.allows()) {
      const next = queue.next()
      if (next === undefined) return
      onDequeued(next)
      running++
      next.onStart(createSlot(breaker.acquire(), next.endpoint))
    }
  }

  /** Call after an entry has left the queue. */
  function onDequeued({ timer, endpoint }: TimedEntry): void {
    // An entry that started without waiting was never reported as queued.
    if (timer === undefined) return
    clearTimeout(timer)
    onEvent({ kind: 'queued', endpoint, waiting: queue.size })
  }

  function createSlot(permit: Permit, endpoint: EndpointName): Slot {
    let isReleased = false
    return {
      onResponse() {
        permit.onResponse()
        startNext()
      },
      onRateLimited(header) {
        const ms = permit.onRateLimited(parseRetryAfter(header))
        onEvent({ kind: 'rate-limited', endpoint, ms })
        for (let waiting = queue.next(); waiting !== undefined; waiting = queue.next()) {
          onDequeued(waiting)
          waiting.onReject('rate-limited', ms)
        }
        return ms
      },
      onFailure(isUnreachable) {
        permit.onFailure(isUnreachable)
        startNext()
      },
      release() {
        if (isReleased) return
        isReleased = true
        running--
        startNext()
      },
    }
  }

  return {
    /** Queues an entry, which may start before this returns. @returns a function that leaves the queue */
    enqueue(entry: QueueEntry): () => void {
      const blockedForMs = breaker.blockedForMs()
      if (blockedForMs > 0) {
        entry.onReject('rate-limited', blockedForMs)
        return () => {}
      }
      const queued: TimedEntry = { ...entry, timer: undefined }
      queue.add(entry.caller, queued)
      startNext()
      if (!queue.has(entry.caller, queued)) return () => {}

      onEvent({ kind: 'queued', endpoint: entry.endpoint, waiting: queue.size })
      const cancel = () => {
        if (!queue.remove(entry.caller, queued)) return false
        onDequeued(queued)
        return true
      }
      queued.timer = setTimeout(() => {
        if (cancel()) entry.onReject('timeout', retryAfterMs)
      }, maxWaitMs)
      return cancel
    },
  }
}
