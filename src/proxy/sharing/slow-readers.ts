/** Bytes per second that a reader must take, at least, while it holds up a request and others wait for that. */
export const minReadRate = 64 * 1024

/** Milliseconds that a reader may be behind, and that others must have waited, before it is broken off. */
const maxLagMs = 5000
export const minOthersWaitMs = 2000

/** One reader is broken off at a time, the slowest, so that no more are than necessary. */
const checkIntervalMs = 1000

type SlowReadersOptions = {
  /** Milliseconds that another caller has waited because all places are taken. */
  othersWaitMs: (caller: string) => number
  /** Whether a caller has more than half of all places. */
  isOverShare: (caller: string) => boolean
  /** Milliseconds on a monotonic clock. */
  now: () => number
}

type WatchedReader = {
  caller: string
  /** Whether readers of other callers wait for this one, at the same body. */
  holdsUpOthers: () => boolean
  breakOff: () => void
}

/**
 * Watches readers whose body could go on but for them: they hold a place at Twilio for as long as they like. While others
 * wait, it breaks off readers below the minimum rate, and those of callers with more than half of the places at any rate.
 */
export class SlowReaders {
  readonly #options: SlowReadersOptions
  readonly #blocking = new Set<ReadPace>()
  #isCheckDue = false

  constructor(options: SlowReadersOptions) {
    this.#options = options
  }

  watch(reader: WatchedReader): ReadPace {
    return new ReadPace(reader, this.#options.now, (pace, isBlocking) => {
      if (!isBlocking) this.#blocking.delete(pace)
      else {
        this.#blocking.add(pace)
        this.#scheduleCheck()
      }
    })
  }

  readonly #check = (): void => {
    this.#isCheckDue = false
    const now = this.#options.now()
    let slowest: ReadPace | undefined
    for (const pace of this.#blocking) {
      if (this.#isTooSlow(pace, now) && pace.lagMs(now) > (slowest?.lagMs(now) ?? -1)) slowest = pace
    }
    slowest?.reader.breakOff()
    if (this.#blocking.size > 0) this.#scheduleCheck()
  }

  #scheduleCheck(): void {
    if (this.#isCheckDue) return
    this.#isCheckDue = true
    setTimeout(this.#check, checkIntervalMs)
  }

  #isTooSlow(pace: ReadPace, now: number): boolean {
    const { othersWaitMs, isOverShare } = this.#options
    const { caller, holdsUpOthers } = pace.reader
    const isBehind = pace.lagMs(now) >= maxLagMs
    if (isBehind && holdsUpOthers()) return true
    return (isBehind || isOverShare(caller)) && othersWaitMs(caller) >= minOthersWaitMs
  }
}

/** How far one reader is behind the minimum rate. Only the time in which its body waits for it counts. */
export class ReadPace {
  readonly reader: WatchedReader
  readonly #now: () => number
  readonly #onChange: (pace: ReadPace, isBlocking: boolean) => void
  #lagMs = 0
  /** When its body began to wait for it, or when it read last since then; null while its body does not. */
  #blockingSince: number | null = null

  constructor(
    reader: WatchedReader,
    now: () => number,
    onChange: (pace: ReadPace, isBlocking: boolean) => void,
  ) {
    this.reader = reader
    this.#now = now
    this.#onChange = onChange
  }

  startBlocking(): void {
    if (this.#blockingSince !== null) return
    this.#blockingSince = this.#now()
    this.#onChange(this, true)
  }

  stopBlocking(): void {
    if (this.#blockingSince === null) return
    this.#lagMs = this.lagMs(this.#now())
    this.#blockingSince = null
    this.#onChange(this, false)
  }

  /** It has read so much. */
  onRead(bytes: number): void {
    if (this.#blockingSince === null && this.#lagMs === 0) return
    const now = this.#now()
    this.#lagMs = Math.max(0, this.lagMs(now) - (bytes / minReadRate) * 1000)
    if (this.#blockingSince !== null) this.#blockingSince = now
  }

  lagMs(now: number): number {
    return this.#lagMs + (this.#blockingSince === null ? 0 : now - this.#blockingSince)
  }
}
