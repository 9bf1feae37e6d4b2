import type { EndpointName } from '#contract/endpoints.ts'
import { runEndpoints } from '#contract/run-source.ts'
import { FairQueue } from '#http/fair-queue.ts'

/** What opening one engagement needs. It goes before reading lists and searching, which a person does not wait for. */
const urgentEndpoints: ReadonlySet<EndpointName> = new Set([
  ...Object.values(runEndpoints).flatMap(({ context, steps, stepContext }) => [context, steps, stepContext]),
  'flow',
  'flows',
])

/** After this many urgent requests in a row, another one that waits is served, so that lists go on as well. */
const maxUrgentInARow = 3

type Queued = { caller: string; endpoint: EndpointName }

/** Two queues that are fair between callers: urgent requests and all others. */
export class RequestQueue<T extends Queued> {
  readonly #urgent = new FairQueue<T>()
  readonly #other = new FairQueue<T>()
  #urgentInARow = 0

  get size(): number {
    return this.#urgent.size + this.#other.size
  }

  add(item: T): void {
    this.#queueOf(item).add(item.caller, item)
  }

  has(item: T): boolean {
    return this.#queueOf(item).has(item.caller, item)
  }

  /** @returns whether it was still in the queue */
  remove(item: T): boolean {
    return this.#queueOf(item).remove(item.caller, item)
  }

  /** Removes and returns the next item whose caller may be served; undefined where there is none. */
  next(canServe?: (caller: string) => boolean): T | undefined {
    const isOthersTurn = this.#urgentInARow >= maxUrgentInARow
    const other = isOthersTurn ? this.#other.next(canServe) : undefined
    const urgent = other ? undefined : this.#urgent.next(canServe)
    const next = other ?? urgent ?? (isOthersTurn ? undefined : this.#other.next(canServe))
    if (next) this.#urgentInARow = urgent ? this.#urgentInARow + 1 : 0
    return next
  }

  /** Removes and returns the newest item of the caller with the most, in the longer queue; undefined where both are empty. */
  dropFromLongest(): T | undefined {
    const longer = this.#urgent.size > this.#other.size ? this.#urgent : this.#other
    return longer.dropFromLongest()
  }

  /** The oldest items of each caller. */
  *heads(): Iterable<T> {
    for (const queue of [this.#urgent, this.#other]) for (const [, item] of queue.heads()) yield item
  }

  #queueOf({ endpoint }: Queued): FairQueue<T> {
    return urgentEndpoints.has(endpoint) ? this.#urgent : this.#other
  }
}
