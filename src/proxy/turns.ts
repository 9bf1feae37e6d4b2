import type { ReadName } from '#contract/reads.ts'

import { createGate, type Pass } from './gate.ts'
import type { Tell } from './proxy-event.ts'
import { FairQueue } from './queue.ts'
import { readRetryAfter } from './retry-after.ts'

/** Milliseconds a request waits for its turn at most, and then is told to wait. */
const longestWait = 60_000
const comeBackAfter = 5000

export type TurnsOptions = {
  /** How many requests may be on their way at once. */
  atOnce: number
  tell: Tell
  now: () => number
  random?: () => number
}

/** One caller's wish for a turn. One of its functions is called, once, unless it leaves before. */
export type Ticket = {
  caller: string
  read: ReadName
  go: (turn: Turn) => void
  /**
   * No turn will come: the gate has closed, or it took too long.
   * @param ms milliseconds to wait before asking again
   */
  refuse: (why: 'closed' | 'late', ms: number) => void
}

/** A turn, from dispatch until the last byte. Whoever got it says what became of it. */
export type Turn = {
  answered: Pass['answered']
  /** @param header the answer's `Retry-After` @returns milliseconds the gate is closed now */
  slowedDown: (header: string | null) => number
  unanswered: Pass['unanswered']
  /** The request is over, and another may go. Calls after the first do nothing. */
  done: () => void
}

export type Turns = ReturnType<typeof createTurns>

/**
 * Who may ask Twilio, and when: at most `atOnce` at a time, callers by turns, and nobody while the gate is closed. So
 * nobody has to be woken when it opens: whoever waited was told, and comes again.
 */
export function createTurns({ atOnce, tell, now, random }: TurnsOptions) {
  const gate = createGate({ now, ...(random && { random }) })
  const queue = new FairQueue<Waiting>()
  let running = 0

  type Waiting = Ticket & { timer: ReturnType<typeof setTimeout> | undefined }

  function proceed(): void {
    while (running < atOnce && gate.admits()) {
      const waiting = queue.next()
      if (waiting === undefined) return
      gone(waiting)
      running++
      waiting.go(turnOf(gate.pass(), waiting.read))
    }
  }

  /** The queue has one fewer. */
  function gone({ timer, read }: Waiting): void {
    // One that went without waiting was never told of.
    if (timer === undefined) return
    clearTimeout(timer)
    tell({ kind: 'queued', read, waiting: queue.size })
  }

  function turnOf(pass: Pass, read: ReadName): Turn {
    let over = false
    return {
      answered() {
        pass.answered()
        proceed()
      },
      slowedDown(header) {
        const ms = pass.slowedDown(readRetryAfter(header))
        tell({ kind: 'slowed-down', read, ms })
        for (let waiting = queue.next(); waiting !== undefined; waiting = queue.next()) {
          gone(waiting)
          waiting.refuse('closed', ms)
        }
        return ms
      },
      unanswered(lost) {
        pass.unanswered(lost)
        proceed()
      },
      done() {
        if (over) return
        over = true
        running--
        proceed()
      },
    }
  }

  return {
    /** Waits for a turn, which may come before this returns. @returns a function that leaves the queue */
    enter(ticket: Ticket): () => void {
      const closedFor = gate.closedFor()
      if (closedFor > 0) {
        ticket.refuse('closed', closedFor)
        return () => {}
      }
      const waiting: Waiting = { ...ticket, timer: undefined }
      queue.add(ticket.caller, waiting)
      proceed()
      if (!queue.has(ticket.caller, waiting)) return () => {}

      tell({ kind: 'queued', read: ticket.read, waiting: queue.size })
      const leave = () => {
        if (!queue.remove(ticket.caller, waiting)) return false
        gone(waiting)
        return true
      }
      waiting.timer = setTimeout(() => {
        if (leave()) ticket.refuse('late', comeBackAfter)
      }, longestWait)
      return leave
    },
  }
}
