import type { ReadName } from '#contract/reads.ts'

import type { Budget } from './budget.ts'
import { refuseFailure, refuseStatus, refuseTurn } from './failure-answers.ts'
import { mayPassOn, readHead, type Head } from './head.ts'
import { HeldBody } from './held-body.ts'
import type { Failure, Tell } from './proxy-event.ts'
import { printRetryAfter } from './retry-after.ts'
import type { Turn, Turns } from './turns.ts'
import { answerInTime, NoAnswer } from './upstream-timeout.ts'

/** One of Twilio's reads as it will be asked. */
export type Errand = { read: ReadName; url: URL; method: 'GET' | 'HEAD' }

/** What all flights of a proxy have in common. */
export type Airport = {
  fetch: (request: Request) => Promise<Response>
  /** The request of an errand: the one place where the key is put to it. */
  write: (errand: Errand, signal: AbortSignal) => Request
  host: string
  turns: Turns
  budget: Budget
  tell: Tell
  now: () => number
}

/** The status of a whole answer; null where there was none. */
export type Ending = number | null

type Passenger = {
  /** All of it, as its signal is heard only as long as it is held. */
  request: Request
  resolve: (response: Response) => void
  leaveQueue: () => void
  stopListening: () => void
}

/** What came: Twilio's answer, or ours in its place, made anew for each. */
type Outcome = { head: Head; body: HeldBody | null; at: number } | { instead: () => Response }

/**
 * One request to Twilio and everybody who wants its answer. Until it is dispatched each of them waits for a turn of
 * their own, and the first to get one dispatches it for all: joining never makes anybody wait longer. Whoever aborts
 * leaves the others as they were; when the last one has left, the request is aborted.
 */
export class Flight {
  readonly errand: Errand
  readonly #airport: Airport
  readonly #mayBeJoined: boolean
  readonly #ended: (ending: Ending) => void
  /** Who has no answer yet. */
  readonly #passengers = new Set<Passenger>()
  readonly #abort = new AbortController()
  /** Null until it is dispatched. */
  #turn: Turn | null = null
  /** Held until it is over: in Node a Request that has been collected no longer hears its signal. */
  #request: Request | null = null
  #begun = 0
  #outcome: Outcome | null = null
  #isOver = false

  /**
   * @param mayBeJoined whether others than the first may join it
   * @param ended called once, when Twilio is done with it
   */
  constructor(errand: Errand, airport: Airport, mayBeJoined: boolean, ended: (ending: Ending) => void) {
    this.errand = errand
    this.#airport = airport
    this.#mayBeJoined = mayBeJoined
    this.#ended = ended
  }

  /** Whether one more may join, and will get all of the answer. */
  get isOpen(): boolean {
    if (!this.#mayBeJoined) return false
    if (this.#outcome === null) return !this.#isOver
    return 'head' in this.#outcome && (this.#outcome.body?.isOpen ?? true)
  }

  /** What is held of it is let go of, as soon as those who have joined have read it. */
  close(): void {
    if (this.#outcome && 'head' in this.#outcome) this.#outcome.body?.close()
  }

  /** The answer for one more caller, with its age where it was here before. Rejects only with their own abort. */
  join(request: Request, caller: string): Promise<Response> {
    return new Promise((resolve, reject) => {
      const { signal } = request
      signal.throwIfAborted()
      if (this.#outcome) {
        resolve(this.#respond(this.#outcome, request, true))
        return
      }
      const leave = () => {
        reject(signal.reason)
        this.#leave(passenger)
      }
      signal.addEventListener('abort', leave, { once: true })
      const stopListening = () => signal.removeEventListener('abort', leave)
      const passenger: Passenger = { request, resolve, leaveQueue: () => {}, stopListening }
      this.#passengers.add(passenger)
      if (this.#turn === null) this.#queue(passenger, caller)
    })
  }

  #queue(passenger: Passenger, caller: string): void {
    const { turns, host } = this.#airport
    passenger.leaveQueue = turns.enter({
      caller,
      read: this.errand.read,
      go: (turn) => void this.#fly(turn),
      refuse: (why, ms) => {
        passenger.resolve(refuseTurn(host, why, ms))
        this.#leave(passenger)
      },
    })
  }

  #leave(passenger: Passenger): void {
    passenger.leaveQueue()
    passenger.stopListening()
    this.#passengers.delete(passenger)
    if (this.#passengers.size === 0) this.#fail('left')
  }

  async #fly(turn: Turn): Promise<void> {
    const { fetch, write, host, tell, now } = this.#airport
    this.#turn = turn
    this.#begun = now()
    for (const { leaveQueue } of this.#passengers) leaveQueue()
    tell({ kind: 'dispatched', read: this.errand.read })
    try {
      this.#request = write(this.errand, this.#abort.signal)
      const answer = await answerInTime(fetch, this.#request)
      if (this.#isOver) await answer.body?.cancel()
      else this.#answered(turn, answer)
    } catch (thrown) {
      this.#fail(thrown instanceof NoAnswer ? 'no-answer' : 'unreachable', () => refuseFailure(host, thrown))
    }
  }

  #answered(turn: Turn, answer: Response): void {
    const { budget, host, tell, now } = this.#airport
    const { status, body } = answer
    const head = readHead(answer)
    tell({ kind: 'answered', read: this.errand.read, status, ms: now() - this.#begun })
    if (status === 429) {
      const ms = turn.slowedDown(answer.headers.get('retry-after'))
      head.headers['retry-after'] = printRetryAfter(ms)
    } else turn.answered()

    if (!mayPassOn(answer)) {
      body?.cancel().catch(() => {})
      this.#deliver({ instead: () => refuseStatus(host, status) })
      this.#end(status)
    } else if (body === null) {
      this.#deliver({ head, body: null, at: now() })
      this.#end(status)
    } else {
      const ended = (how: 'whole' | Failure) => (how === 'whole' ? this.#end(status) : this.#fail(how))
      this.#deliver({ head, body: new HeldBody(body, { budget, ended }), at: now() })
      if (!this.#mayBeJoined) this.close()
    }
  }

  #deliver(outcome: Outcome): void {
    this.#outcome = outcome
    for (const { request, resolve, stopListening } of this.#passengers) {
      stopListening()
      resolve(this.#respond(outcome, request, false))
    }
    this.#passengers.clear()
  }

  #respond(outcome: Outcome, request: Request, isLate: boolean): Response {
    if ('instead' in outcome) return outcome.instead()
    const { head, body, at } = outcome
    const age = Math.floor((this.#airport.now() - at) / 1000)
    const headers = isLate ? { ...head.headers, Age: String(age) } : head.headers
    return new Response(body?.open(request) ?? null, { status: head.status, headers })
  }

  #end(status: number): void {
    this.#isOver = true
    this.#request = null
    this.#airport.tell({ kind: 'ended', read: this.errand.read, status, ms: this.#ms() })
    this.#ended(status)
    this.#turn?.done()
  }

  /** @param instead what those hear who have no answer yet */
  #fail(why: Failure, instead?: () => Response): void {
    if (this.#isOver) return
    this.#isOver = true
    if (this.#turn && this.#outcome === null) this.#turn.unanswered(why !== 'left')
    if (instead) this.#deliver({ instead })
    this.#abort.abort()
    this.#request = null
    if (this.#turn) this.#airport.tell({ kind: 'failed', read: this.errand.read, why, ms: this.#ms() })
    this.#ended(null)
    this.#turn?.done()
  }

  #ms(): number {
    return this.#airport.now() - this.#begun
  }
}
