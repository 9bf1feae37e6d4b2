import type { EndpointName } from '#contract/endpoints.ts'

import { createRateLimitBreaker, maxShortWaitMs, type Permit } from './rate-limit-breaker.ts'
import { createSlotAllowance, type SharedSlots, type SlotAllowance } from './slot-allowance.ts'
import { RequestQueue } from './request-queue.ts'
import type { OnProxyEvent } from '#proxy/events.ts'
import { parseRetryAfter } from '#proxy/response/retry-after.ts'

/** Milliseconds a request may wait in the queue, and then how long its caller should wait before trying again. */
const maxWaitMs = 60_000
const retryAfterMs = 5000

/** How many requests may wait. Each holds a connection, and a longer queue would not be served in `maxWaitMs` anyway. */
const maxWaiting = 1000

export type SchedulerOptions = {
  /** How many requests may run at once, on all servers together. */
  maxConcurrent: number
  /** Reaches the other servers; absent where this one has the whole limit. */
  sharedSlots?: SharedSlots | undefined
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
   * There will be no slot: requests are blocked for long, or it waited too long, or too many wait.
   * @param ms milliseconds to wait before trying again
   */
  onReject: (reason: 'rate-limited' | 'busy', ms: number) => void
}

/** A running request, from dispatch until the last byte. Its owner reports the outcome. */
export type Slot = {
  /** Milliseconds it waited in the queue because of Twilio's rate limit. */
  rateLimitWaitMs: number
  onResponse: Permit['onResponse']
  /** @param header the response's `Retry-After` @returns milliseconds that this request has to wait */
  onRateLimited: (header: string | null) => number
  onFailure: Permit['onFailure']
  /** From now on, the request counts for this caller. */
  assign: (caller: string) => void
  /** Frees the slot for another request. Calls after the first do nothing. */
  release: () => void
}

export type Scheduler = ReturnType<typeof createScheduler>

/**
 * Decides when each request to Twilio may start: at most `maxConcurrent` at a time, urgent ones first, fair between
 * callers, half as many while a 429 slows requests down, and none while one blocks them. A caller that has half of them
 * waits while another one waits. A short block is waited out in the queue; a long one rejects everything in the queue, and
 * clients retry.
 */
export function createScheduler({ maxConcurrent, sharedSlots, onEvent, now, random }: SchedulerOptions) {
  const breaker = createRateLimitBreaker({ now, ...(random && { random }) })
  const queue = new RequestQueue<TimedEntry>()
  let running = 0
  let startCount = 0
  /** How many requests of each caller run. */
  const runningOf = new Map<string, number>()
  /** The latest block, in milliseconds of `now`. */
  let block = { start: -Infinity, end: -Infinity }
  /** Runs until a block or slowing down ends. */
  let startTimer: ReturnType<typeof setTimeout> | undefined

  const allowance: SlotAllowance = sharedSlots
    ? createSlotAllowance({
        maxConcurrent,
        slots: sharedSlots,
        breaker,
        load: () => ({ running, waiting: queue.size }),
        onExchange: (blockedMs) => (blockedMs > 0 ? onBlocked(blockedMs) : startNext()),
      })
    : { count: () => maxConcurrent, update: () => {} }

  /** How many requests may run now. */
  const limit = () => (breaker.slowedForMs() > 0 ? halfOf(allowance.count()) : allowance.count())
  /** How many requests of one caller may start while another one waits. */
  const maxShare = () => halfOf(limit())

  type TimedEntry = QueueEntry & { queuedAt: number; timer: ReturnType<typeof setTimeout> | undefined }

  const countRunning = (caller: string, change: 1 | -1) => {
    const count = (runningOf.get(caller) ?? 0) + change
    if (count > 0) runningOf.set(caller, count)
    else runningOf.delete(caller)
  }

  const takeNext = () =>
    queue.next((caller) => (runningOf.get(caller) ?? 0) < maxShare()) ??
    // No caller with less waits: no slot stays empty.
    queue.next()

  function startNext(): void {
    while (running < limit() && breaker.allows()) {
      const next = takeNext()
      if (next === undefined) return
      onDequeued(next)
      running++
      countRunning(next.caller, 1)
      next.onStart(createSlot(breaker.acquire(), next))
    }
  }

  /** Call after an entry has left the queue. */
  function onDequeued({ timer, endpoint }: TimedEntry): void {
    // An entry that started without waiting was never reported as queued.
    if (timer === undefined) return
    clearTimeout(timer)
    onEvent({ kind: 'queued', endpoint, waiting: queue.size })
  }

  function onBlocked(ms: number): void {
    const at = now()
    block = { start: at < block.end ? block.start : at, end: at + ms }
    if (ms < maxShortWaitMs) startAfter(ms)
    else rejectAll(ms)
  }

  function startAfter(ms: number): void {
    clearTimeout(startTimer)
    startTimer = setTimeout(() => {
      startNext()
      // Timers may run a little early, and a longer wait may have begun before this one.
      const leftMs = Math.max(breaker.blockedForMs(), breaker.slowedForMs())
      if (leftMs > 0) startAfter(leftMs)
    }, Math.ceil(ms))
  }

  function rejectAll(ms: number): void {
    for (let waiting = queue.next(); waiting !== undefined; waiting = queue.next()) {
      onDequeued(waiting)
      waiting.onReject('rate-limited', ms)
    }
  }

  /** Call once it counts as running. */
  function createSlot(permit: Permit, { caller, endpoint, queuedAt }: TimedEntry): Slot {
    let isReleased = false
    let holder = caller
    const startedAs = ++startCount
    const startedAlone = running === 1
    return {
      rateLimitWaitMs: Math.max(0, Math.min(now(), block.end) - Math.max(queuedAt, block.start)),
      onResponse() {
        permit.onResponse()
        startNext()
        allowance.update()
      },
      onRateLimited(header) {
        const ms = permit.onRateLimited(parseRetryAfter(header), startedAlone && startedAs === startCount)
        onEvent({ kind: 'rate-limited', endpoint, ms })
        if (breaker.blockedForMs() > 0) onBlocked(ms)
        else startAfter(ms)
        allowance.update()
        return ms
      },
      onFailure(isUnreachable) {
        permit.onFailure(isUnreachable)
        startNext()
        allowance.update()
      },
      assign(newHolder) {
        if (isReleased) return
        countRunning(holder, -1)
        holder = newHolder
        countRunning(holder, 1)
      },
      release() {
        if (isReleased) return
        isReleased = true
        running--
        countRunning(holder, -1)
        startNext()
        allowance.update()
      },
    }
  }

  return {
    /** Queues an entry, which may start before this returns. @returns a function that leaves the queue */
    enqueue(entry: QueueEntry): () => void {
      const blockedForMs = breaker.blockedForMs()
      if (blockedForMs >= maxShortWaitMs) {
        entry.onReject('rate-limited', blockedForMs)
        return () => {}
      }
      const queued: TimedEntry = { ...entry, queuedAt: now(), timer: undefined }
      queue.add(queued)
      startNext()
      // The end of a long block: nothing was left in the queue that waited for it.
      if (blockedForMs > 0) startAfter(blockedForMs)
      allowance.update()
      // Full: the caller with most requests in the queue loses its newest, so that no caller can fill it alone.
      const dropped = queue.size > maxWaiting ? queue.dropFromLongest() : undefined
      if (dropped) {
        onDequeued(dropped)
        dropped.onReject('busy', retryAfterMs)
      }
      if (!queue.has(queued)) return () => {}

      onEvent({ kind: 'queued', endpoint: entry.endpoint, waiting: queue.size })
      const cancel = () => {
        if (!queue.remove(queued)) return false
        onDequeued(queued)
        return true
      }
      queued.timer = setTimeout(() => {
        if (cancel()) entry.onReject('busy', retryAfterMs)
      }, maxWaitMs)
      return cancel
    },

    /** Whether a caller has more than half of the requests that may run at once, slowed down or not. */
    isOverShare: (caller: string): boolean => (runningOf.get(caller) ?? 0) > halfOf(allowance.count()),

    /** Milliseconds that another caller has waited because all places are taken; 0 where none does. */
    othersWaitMs(caller: string): number {
      if (running < limit() || breaker.blockedForMs() > 0) return 0
      const times = [...queue.heads()]
        .filter((head) => head.caller !== caller)
        .map(({ queuedAt }) => queuedAt)
      return times.length === 0 ? 0 : now() - Math.min(...times)
    },
  }
}

/** Half of the slots, but never none. */
function halfOf(count: number): number {
  return Math.max(1, Math.floor(count / 2))
}
