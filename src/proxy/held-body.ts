import type { Budget } from './budget.ts'
import type { Failure } from './proxy-event.ts'
import { stallLimit } from './upstream-timeout.ts'

/** Milliseconds a reader may stay away while there is more to read, or while the source waits for it. */
export const idleLimit = 30_000

/** Who reads. The whole of it is kept, as a Request's signal stops following the caller's once the Request is gone. */
type Owner = { readonly signal: AbortSignal }

/** A piece of the body; what comes after it hangs on it, so that what no reader has before it any longer is gone. */
type Link = { bytes: Uint8Array; next: Link | null }

type Reader = {
  owner: Owner
  controller: ReadableStreamDefaultController<Uint8Array>
  /** The last piece it has read. */
  at: Link
  /** How many bytes it has read. */
  read: number
  /** Ends its wait for the next piece; null while it is not waiting for one. */
  wake: (() => void) | null
  idle: ReturnType<typeof setTimeout> | undefined
  stopListening: () => void
}

type HeldBodyOptions = {
  budget: Budget
  /** The last byte has come, or none will. Not called before the constructor has returned. */
  ended: (how: 'whole' | Failure) => void
}

/**
 * A body that any number of readers read, each from its first byte and at its own pace. While the budget has room it is
 * taken in as fast as it comes, so that a slow reader keeps nobody waiting. Where there is no room, it comes as slowly
 * as its slowest reader takes it, and nobody may join. A reader that stays away too long is broken off; without any
 * reader the source is cancelled. Errors are never passed on: they may hold anything.
 */
export class HeldBody {
  readonly #source: ReadableStreamDefaultReader<Uint8Array>
  readonly #budget: Budget
  readonly #ended: HeldBodyOptions['ended']
  readonly #readers = new Set<Reader>()
  #state: 'coming' | 'whole' | 'broken' = 'coming'
  #last: Link = { bytes: new Uint8Array(), next: null }
  /** Where readers begin; null once what they would read is let go of. */
  #first: Link | null = this.#last
  #length = 0
  /** How many bytes from the first on were taken from the budget, and how many of them were given back. */
  #taken = 0
  #freed = 0
  /** No room: nothing is taken in before it is wanted. */
  #isOver = false
  #goOn: (() => void) | null = null
  #stall: ReturnType<typeof setTimeout> | undefined

  constructor(source: ReadableStream<Uint8Array>, { budget, ended }: HeldBodyOptions) {
    this.#source = source.getReader()
    this.#budget = budget
    this.#ended = ended
    void this.#takeIn()
  }

  /** Whether it may still be read from its first byte on. */
  get isOpen(): boolean {
    return this.#first !== null
  }

  /** The body from its first byte on, for one reader; it breaks as soon as its owner aborts. Only while `isOpen`. */
  open(owner: Owner): ReadableStream<Uint8Array> {
    const { signal } = owner
    let reader: Reader
    return new ReadableStream<Uint8Array>(
      {
        start: (controller) => {
          if (this.#first === null) throw new Error('This body can no longer be read from its start.')
          const leave = () => this.#breakOff(reader, signal.reason)
          signal.addEventListener('abort', leave, { once: true })
          const stopListening = () => signal.removeEventListener('abort', leave)
          reader = { owner, controller, at: this.#first, read: 0, wake: null, idle: undefined, stopListening }
          this.#readers.add(reader)
          this.#await(reader)
        },
        pull: () => this.#pull(reader),
        cancel: () => this.#leave(reader),
      },
      // Not a byte stream: those take the buffers away, and others read them too. Nothing is handed out before it is wanted.
      { highWaterMark: 0 },
    )
  }

  /** Nobody may read it from its first byte on any longer: what its readers have read is let go of. */
  close(): void {
    this.#first = null
    this.#settle()
  }

  async #takeIn(): Promise<void> {
    try {
      for (;;) {
        // Piece by piece is how a body comes.
        // oxlint-disable-next-line no-await-in-loop
        if (this.#isOver) await this.#wanted()
        if (this.#state !== 'coming') return
        this.#stall = setTimeout(() => this.#break('stalled'), stallLimit)
        // oxlint-disable-next-line no-await-in-loop
        const { done, value } = await this.#source.read()
        clearTimeout(this.#stall)
        if (this.#state !== 'coming') return
        if (done) return this.#finish()
        if (value.byteLength > 0) this.#add(value)
      }
    } catch {
      this.#break('broken')
    }
  }

  #add(bytes: Uint8Array): void {
    if (!this.#isOver) {
      if (this.#budget.take(bytes.byteLength)) this.#taken += bytes.byteLength
      else {
        this.#isOver = true
        this.close()
      }
    }
    this.#length += bytes.byteLength
    const link: Link = { bytes, next: null }
    this.#last.next = link
    this.#last = link
    for (const reader of this.#readers) if (reader.wake) this.#give(reader, link)
  }

  #finish(): void {
    this.#state = 'whole'
    for (const reader of this.#readers) if (reader.at.next === null) this.#end(reader)
    this.#ended('whole')
  }

  #break(how: Failure): void {
    if (this.#state !== 'coming') return
    this.#state = 'broken'
    clearTimeout(this.#stall)
    this.#goOn?.()
    const why = how === 'stalled' ? 'The answer stopped in the middle.' : 'The answer broke off.'
    for (const reader of this.#readers) this.#breakOff(reader, new TypeError(why))
    this.close()
    this.#source.cancel().catch(() => {})
    this.#ended(how)
  }

  #pull(reader: Reader): Promise<void> | undefined {
    clearTimeout(reader.idle)
    const { next } = reader.at
    if (next) {
      this.#give(reader, next)
      this.#lookForWant()
      return undefined
    }
    if (this.#state === 'whole') {
      this.#end(reader)
      return undefined
    }
    return new Promise((resolve) => {
      reader.wake = resolve
      this.#lookForWant()
    })
  }

  #give(reader: Reader, link: Link): void {
    reader.controller.enqueue(link.bytes)
    reader.at = link
    reader.read += link.bytes.byteLength
    reader.wake?.()
    reader.wake = null
    if (this.#state === 'whole' && link.next === null) this.#end(reader)
    else this.#await(reader)
    this.#settle()
  }

  /** It has everything. */
  #end(reader: Reader): void {
    reader.controller.close()
    this.#leave(reader)
  }

  #breakOff(reader: Reader, why: unknown): void {
    reader.controller.error(why)
    this.#leave(reader)
  }

  #leave(reader: Reader): void {
    clearTimeout(reader.idle)
    reader.stopListening()
    reader.wake?.()
    this.#readers.delete(reader)
    this.#settle()
    if (this.#readers.size === 0) this.#break('left')
    else this.#lookForWant()
  }

  /** Until it comes for more. */
  #await(reader: Reader): void {
    reader.idle = setTimeout(
      () => this.#breakOff(reader, new TypeError('The answer was not read.')),
      idleLimit,
    )
  }

  #wanted(): Promise<void> {
    return new Promise((resolve) => {
      this.#goOn = resolve
      this.#lookForWant()
    })
  }

  /** Where there is no room the next piece is wanted once all have read what is here, and one waits for more. */
  #lookForWant(): void {
    if (this.#goOn === null) return
    let waits = false
    for (const { at, wake } of this.#readers) {
      if (at.next !== null) return
      waits ||= wake !== null
    }
    if (!waits) return
    this.#goOn()
    this.#goOn = null
  }

  /** Gives back what nobody will read any more. */
  #settle(): void {
    if (this.#first !== null) return
    let read = this.#length
    for (const reader of this.#readers) read = Math.min(read, reader.read)
    const free = Math.min(read, this.#taken) - this.#freed
    this.#freed += free
    this.#budget.free(free)
  }
}
