import type { EndpointName } from '#contract/endpoints.ts'
import { runEndpoints } from '#contract/run-source.ts'

import { createRateLimitBreaker, type Permit } from './rate-limit-breaker.ts'
import { createSlotAllowance, type SharedSlots, type SlotAllowance } from './slot-allowance.ts'
import type { OnProxyEvent } from '#proxy/events.ts'
import { FairQueue } from '#http/fair-queue.ts'
import { parseRetryAfter } from '#proxy/response/retry-after.ts'

/** Milliseconds a request may wait in the queue, and then how long its caller should wait before trying again. */
const maxWaitMs = 60_000
const retryAfterMs = 5000

/** How many requests may wait. Each holds a connection, and a longer queue would not be served in `maxWaitMs` anyway. */
const maxWaiting = 1000

/** Requests wait for a block to end where it ends sooner than this; otherwise they are rejected. */
const maxWaitedBlockMs = 5000

/** What opening one engagement needs. It goes before reading lists and searching, which a person does not wait for. */
const urgentEndpoints: ReadonlySet<EndpointName> = new Set([
  ...Object.values(runEndpoints).flatMap(({ context, steps, stepContext }) => [context, steps, stepContext]),
  'flow',
  'flows',
])

/** After this many urgent requests in a row, another one that waits is served, so that lists go on as well. */
const maxUrgentInARow = 3

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
  /** @param header the response's `Retry-After` @returns milliseconds that requests are blocked from now on */
  onRateLimited: (header: string | null) => number
  onFailure: Permit['onFailure']
  /** Frees the slot for another request. Calls after the first do nothing. */
  release: () => void
}

export type Scheduler = ReturnType<typeof createScheduler>

/**
 * Decides when each request to Twilio may start: at most `maxConcurrent` at a time, urgent ones first, fair between
 * callers, and none while requests are blocked by a 429. A short block is waited out in the queue; a long one rejects
 * everything in the queue, and clients retry.
 */
export function createScheduler({ maxConcurrent, sharedSlots, onEvent, now, random }: SchedulerOptions) {
  const breaker = createRateLimitBreaker({ now, ...(random && { random }) })
  const queues = { urgent: new FairQueue<TimedEntry>(), other: new FairQueue<TimedEntry>() }
  let running = 0
  let urgentInARow = 0
  /** The latest block, in milliseconds of `now`. */
  let block = { start: -Infinity, end: -Infinity }
  let blockTimer: ReturnType<typeof setTimeout> | undefined

  const allowance: SlotAllowance = sharedSlots
    ? createSlotAllowance({
        maxConcurrent,
        slots: sharedSlots,
        breaker,
        load: () => ({ running, waiting: waitingCount() }),
        onExchange: (blockedMs) => (blockedMs > 0 ? onBlocked(blockedMs) : startNext()),
      })
    : { count: () => maxConcurrent, update: () => {} }

  type TimedEntry = QueueEntry & { queuedAt: number; timer: ReturnType<typeof setTimeout> | undefined }

  const queueOf = ({ endpoint }: QueueEntry) => queues[urgentEndpoints.has(endpoint) ? 'urgent' : 'other']
  const waitingCount = () => queues.urgent.size + queues.other.size

  function takeNext(): TimedEntry | undefined {
    const urgent =
      urgentInARow < maxUrgentInARow || queues.other.size === 0 ? queues.urgent.next() : undefined
    urgentInARow = urgent ? urgentInARow + 1 : 0
    return urgent ?? queues.other.next()
  }

  function startNext(): void {
    while (running < allowance.count() && breaker.allows()) {
      const next = takeNext()
      if (next === undefined) return
      onDequeued(next)
      running++
      next.onStart(createSlot(breaker.acquire(), next))
    }
  }

  /** Call after an entry has left the queue. */
  function onDequeued({ timer, endpoint }: TimedEntry): void {
    // An entry that started without waiting was never reported as queued.
    if (timer === undefined) return
    clearTimeout(timer)
    onEvent({ kind: 'queued', endpoint, waiting: waitingCount() })
  }

  function onBlocked(ms: number): void {
    const at = now()
    block = { start: at < block.end ? block.start : at, end: at + ms }
    if (ms < maxWaitedBlockMs) startAfterBlock(ms)
    else rejectAll(ms)
  }

  function startAfterBlock(ms: number): void {
    clearTimeout(blockTimer)
    blockTimer = setTimeout(() => {
      // Timers may run a little early.
      const leftMs = breaker.blockedForMs()
      if (leftMs > 0) startAfterBlock(leftMs)
      else startNext()
    }, Math.ceil(ms))
  }

  function rejectAll(ms: number): void {
    for (let waiting = takeNext(); waiting !== undefined; waiting = takeNext()) {
      onDequeued(waiting)
      waiting.onReject('rate-limited', ms)
    }
  }

  function createSlot(permit: Permit, { endpoint, queuedAt }: TimedEntry): Slot {
    let isReleased = false
    return {
      rateLimitWaitMs: Math.max(0, Math.min(now(), block.end) - Math.max(queuedAt, block.start)),
      onResponse() {
        permit.onResponse()
        startNext()
        allowance.update()
      },
      onRateLimited(header) {
        const ms = permit.onRateLimited(parseRetryAfter(header))
        onEvent({ kind: 'rate-limited', endpoint, ms })
        onBlocked(ms)
        allowance.update()
        return ms
      },
      onFailure(isUnreachable) {
        permit.onFailure(isUnreachable)
        startNext()
        allowance.update()
      },
      release() {
        if (isReleased) return
        isReleased = true
        running--
        startNext()
        allowance.update()
      },
    }
  }

  return {
    /** Queues an entry, which may start before this returns. @returns a function that leaves the queue */
    enqueue(entry: QueueEntry): () => void {
      const blockedForMs = breaker.blockedForMs()
      const isFull = waitingCount() >= maxWaiting
      if (blockedForMs >= maxWaitedBlockMs || isFull) {
        if (isFull) entry.onReject('busy', retryAfterMs)
        else entry.onReject('rate-limited', blockedForMs)
        return () => {}
      }
      const queue = queueOf(entry)
      const queued: TimedEntry = { ...entry, queuedAt: now(), timer: undefined }
      queue.add(entry.caller, queued)
      startNext()
      allowance.update()
      if (!queue.has(entry.caller, queued)) return () => {}

      onEvent({ kind: 'queued', endpoint: entry.endpoint, waiting: waitingCount() })
      const cancel = () => {
        if (!queue.remove(entry.caller, queued)) return false
        onDequeued(queued)
        return true
      }
      queued.timer = setTimeout(() => {
        if (cancel()) entry.onReject('busy', retryAfterMs)
      }, maxWaitMs)
      return cancel
    },
  }
}
