import type { BreakerState, RateLimitBreaker } from './rate-limit-breaker.ts'

/** What a server tells the others. */
export type SlotDemand = {
  /** The limit of all servers together. */
  maxConcurrent: number
  /** This server's equal share of it. */
  share: number
  /** The slots that it keeps: those in use, and those it may use before the reply. */
  held: number
  /** How many requests are running or waiting. */
  wanted: number
  /** The rate limit breaker, where this server has changed it since the last exchange. */
  breaker: BreakerState | null
}

/** What it may do now. */
export type SlotGrant = {
  /** How many requests it may run. */
  allowed: number
  breaker: BreakerState
}

/** Reaches the other servers. */
export type SharedSlots = {
  /** Tells them what this one needs. Rejects while they cannot be reached. */
  exchange: (demand: SlotDemand) => Promise<SlotGrant>
  /** How many they were the last time, with this one; null where they have never been reached. */
  serverCount: () => number | null
  /** Calls the listener every second, for as long as this server runs. */
  onHeartbeat: (listener: () => void) => void
}

/** How many requests may run on this server. */
export type SlotAllowance = {
  count: () => number
  /** Call when a request has come or ended, and when the breaker may have changed. */
  update: () => void
}

export type SlotAllowanceOptions = {
  maxConcurrent: number
  slots: SharedSlots
  breaker: Pick<RateLimitBreaker, 'adopt' | 'changeCount' | 'state'>
  load: () => { running: number; waiting: number }
  /**
   * Called after each exchange.
   * @param blockedMs milliseconds that requests are blocked because of another server's 429, where that is new; otherwise 0
   */
  onExchange: (blockedMs: number) => void
}

/** Between two exchanges, while requests are running or waiting. */
const intervalMs = 100

/**
 * A server's part of the limit that all servers share. It asks for more slots when it needs them, and gives back those that
 * others wait for. While the others cannot be reached, it uses an equal share; one that has never reached them uses one slot.
 */
export function createSlotAllowance(options: SlotAllowanceOptions): SlotAllowance {
  const { maxConcurrent, slots, breaker, load, onExchange } = options
  let allowed = 0
  /** What the others think that this server holds. */
  let held = 0
  /** Whether the last grant was all that was wanted. */
  let gotAll = true
  let hasFailed = false
  /** The breaker's changes that the others know. */
  let reportedChanges = 0
  let isExchanging = false
  let isDirty = false
  let timer: ReturnType<typeof setTimeout> | undefined

  const wantedCount = () => load().running + load().waiting
  const share = () => Math.max(1, Math.floor(maxConcurrent / (slots.serverCount() ?? maxConcurrent)))
  const count = () => (isExchanging ? Math.min(allowed, held) : allowed)

  /** @returns milliseconds of a new block */
  async function exchangeOnce(): Promise<number> {
    const wanted = wantedCount()
    held = Math.max(load().running, Math.min(allowed, wanted))
    const changes = breaker.changeCount()
    // After a failure, the others may have forgotten what they knew.
    const isNews = changes !== reportedChanges || (hasFailed && !breaker.state().isHealthy)
    const report = isNews ? breaker.state() : null
    try {
      const grant = await slots.exchange({ maxConcurrent, share: share(), held, wanted, breaker: report })
      hasFailed = false
      reportedChanges = changes
      allowed = grant.allowed
      gotAll = allowed >= wanted
      held = Math.max(held, allowed)
      // A change since then is newer than the grant.
      return breaker.changeCount() === changes ? breaker.adopt(grant.breaker) : 0
    } catch {
      hasFailed = true
      allowed = share()
      gotAll = false
      return 0
    }
  }

  async function run(): Promise<void> {
    isDirty = isExchanging
    if (isExchanging) return
    clearTimeout(timer)
    timer = undefined
    isExchanging = true
    const blockedMs = await exchangeOnce()
    isExchanging = false
    onExchange(blockedMs)
    if (isDirty) return run()
    if (wantedCount() > 0 || (held > 0 && !hasFailed)) timer = setTimeout(() => void run(), intervalMs)
    // What it was allowed may have been given to others when the next request comes.
    else allowed = 0
  }

  // An idle server reports itself as well: the others count it, and it knows of their 429s, and when these are over.
  slots.onHeartbeat(() => {
    if (timer === undefined && !isExchanging) void run()
  })

  return {
    count,
    update() {
      const { running, waiting } = load()
      const isIdle = timer === undefined && !isExchanging
      const needsMore = waiting > 0 && running >= count() && (gotAll || isIdle)
      const canGiveBack = running >= allowed && running < held
      const hasNews = !hasFailed && breaker.changeCount() !== reportedChanges
      if (needsMore || canGiveBack || hasNews) void run()
    },
  }
}
