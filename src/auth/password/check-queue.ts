import { FairQueue } from '#http/fair-queue.ts'

/** The result of `run` when the check was not started. */
export const checkSkipped = Symbol('check skipped')

/** What is known of the address an attempt comes from: it has signed in before, nothing, or it has failed since. */
export type Lane = 'known' | 'new' | 'failed'

export type CheckQueueEntry = {
  lane: Lane
  /** Attempts of one network take turns with those of others. */
  network: string
  /** Leaves the queue. A check that has started goes on. */
  signal: AbortSignal
}

/** One check in so many goes to the addresses that have failed, however many others wait. */
const failedShare = 10

type Waiting = { start: () => void; drop: () => void }

/**
 * Runs at most `maxConcurrent` checks at once; at most `maxWaiting` wait.
 *
 * Known addresses go first, then new ones, then those that have failed. So attackers are behind everybody else from their
 * first wrong password on. Within a lane, networks take turns.
 *
 * An attacker with many addresses is new in all of them once. For somebody who comes after such a burst, first come, first served
 * would mean to wait for all of it, and newest first would let attackers overtake by asking again and again. So every other
 * check of a new address is that of the newest network, the others in turn.
 *
 * When the queue is full, the last attempt of the network with the most leaves it, from the last lane first.
 */
export function createCheckQueue({
  maxConcurrent,
  maxWaiting,
}: {
  maxConcurrent: number
  maxWaiting: number
}) {
  let running = 0
  let startCount = 0
  const lanes = {
    known: new FairQueue<Waiting>(),
    new: new FairQueue<Waiting>(),
    failed: new FairQueue<Waiting>(),
  } satisfies Record<Lane, unknown>

  const next = (): Waiting | undefined => {
    startCount++
    const failedFirst = startCount % failedShare === 0 ? lanes.failed.next() : undefined
    const newestFirst = () => (startCount % 2 === 0 ? lanes.new.nextOfNewest() : undefined)
    return failedFirst ?? lanes.known.next() ?? newestFirst() ?? lanes.new.next() ?? lanes.failed.next()
  }

  /** Whether it is the entry's turn; false when it had to leave. */
  const waitForTurn = ({ lane, network, signal }: CheckQueueEntry) =>
    new Promise<boolean>((resolve) => {
      const settle = (hasTurn: boolean) => {
        signal.removeEventListener('abort', leave)
        resolve(hasTurn)
      }
      const waiting = { start: () => settle(true), drop: () => settle(false) }
      const leave = () => {
        if (lanes[lane].remove(network, waiting)) waiting.drop()
      }
      signal.addEventListener('abort', leave)
      lanes[lane].add(network, waiting)
      if (lanes.known.size + lanes.new.size + lanes.failed.size > maxWaiting) {
        const dropped =
          lanes.failed.dropFromLongest() ?? lanes.new.dropFromLongest() ?? lanes.known.dropFromLongest()
        dropped?.drop()
      }
    })

  return {
    /** Runs the check when it is its turn; `checkSkipped` when the queue is full, or `signal` aborts before. */
    async run<T>(check: () => Promise<T>, entry: CheckQueueEntry): Promise<T | typeof checkSkipped> {
      if (entry.signal.aborted) return checkSkipped
      if (running < maxConcurrent) running++
      // A finished check passes its slot on, so no newcomer can take it.
      else if (!(await waitForTurn(entry))) return checkSkipped
      try {
        return await check()
      } finally {
        const waiting = next()
        if (waiting === undefined) running--
        else waiting.start()
      }
    },
  }
}
