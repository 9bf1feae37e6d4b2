import { BodyBytes, type ByteBudget } from './byte-budget.ts'
import type { ReadPace, SlowReaders } from './slow-readers.ts'
import type { UpstreamFailure } from '#proxy/events.ts'
import { stallTimeoutMs, type ResponseLimits } from '#proxy/request/upstream-limits.ts'

const failureMessages: Record<UpstreamFailure, string> = {
  unreachable: 'The response broke off.',
  'no-answer': 'The response broke off.',
  broken: 'The response broke off.',
  left: 'The response broke off.',
  stalled: 'The response stopped in the middle.',
  'too-large': 'The response was too large.',
  'too-long': 'The response took too long.',
  'too-slow': 'The response was read too slowly.',
}

/** Milliseconds a reader may pause while there is more to read, or while the source waits for it. */
export const readerIdleTimeoutMs = 30_000

/** Who reads. Keeps the whole Request alive: once it is garbage-collected, its signal no longer follows the caller's. */
type Consumer = { readonly signal: AbortSignal }

/** A chunk of the body, linked to the next one, so that chunks that all readers have passed are garbage-collected. */
type Chunk = { bytes: Uint8Array; next: Chunk | null }

type BodyReader = {
  consumer: Consumer
  caller: string
  pace: ReadPace
  controller: ReadableStreamDefaultController<Uint8Array>
  /** The last chunk it has read. */
  lastChunk: Chunk
  bytesRead: number
  /** When it must have read everything. */
  deadline: number
  /** Ends its wait for the next chunk; null while it is not waiting for one. */
  resolvePull: (() => void) | null
  idleTimer: ReturnType<typeof setTimeout> | undefined
  stopListening: () => void
}

type SharedBodyOptions = {
  budget: ByteBudget
  slowReaders: SlowReaders
  limits: ResponseLimits
  /** When the request was sent, in milliseconds of `now`. */
  startedAt: number
  now: () => number
  /** From now on, the body is held by this caller, which reads it. */
  onHolder: (caller: string) => void
  /** The last byte has arrived, or the body has failed. Not called before the constructor has returned. */
  onEnd: (how: 'complete' | UpstreamFailure) => void
}

/**
 * A body with any number of readers, each from its first byte and at its own pace. Within the budget, it is read as fast
 * as it arrives, so a slow reader does not delay others. Over budget, it is read only as fast as its slowest reader, and nobody
 * may join. A reader that pauses too long fails; without any reader the source is cancelled. Errors of the source are
 * never forwarded: they may contain anything.
 */
export class SharedBody {
  readonly #source: ReadableStreamDefaultReader<Uint8Array>
  readonly #bytes: BodyBytes
  readonly #options: SharedBodyOptions
  readonly #readers = new Set<BodyReader>()
  #state: 'streaming' | 'complete' | 'broken' = 'streaming'
  #lastChunk: Chunk = { bytes: new Uint8Array(), next: null }
  /** Where new readers start; null once no reader may join. */
  #firstChunk: Chunk | null = this.#lastChunk
  #byteLength = 0
  #holder: string | null = null
  /** From then on, a chunk is read only when a reader wants it. */
  #overBudget = false
  #resumeSource: (() => void) | null = null
  #stallTimer: ReturnType<typeof setTimeout> | undefined

  constructor(source: ReadableStream<Uint8Array>, options: SharedBodyOptions) {
    this.#source = source.getReader()
    this.#bytes = new BodyBytes(options.budget)
    this.#options = options
    void this.#readSource()
  }

  /** Whether a new reader can still start at the first byte. */
  get isJoinable(): boolean {
    return this.#firstChunk !== null
  }

  /** The body from its first byte on, for one reader; fails as soon as the consumer aborts. Only while `isJoinable`. */
  createStream(consumer: Consumer, caller: string): ReadableStream<Uint8Array> {
    const { signal } = consumer
    let reader: BodyReader
    return new ReadableStream<Uint8Array>(
      {
        start: (controller) => {
          if (this.#firstChunk === null) throw new Error('This body can no longer be read from its start.')
          const onAbort = () => this.#failReader(reader, signal.reason)
          signal.addEventListener('abort', onAbort, { once: true })
          const stopListening = () => signal.removeEventListener('abort', onAbort)
          reader = {
            consumer,
            caller,
            pace: this.#options.slowReaders.watch({
              caller,
              holdsUpOthers: () =>
                [...this.#readers].some((other) => other.resolvePull !== null && other.caller !== caller),
              breakOff: () =>
                this.#failReader(reader, new TypeError(failureMessages['too-slow']), 'too-slow'),
            }),
            controller,
            lastChunk: this.#firstChunk,
            bytesRead: 0,
            deadline: this.#options.now() + this.#options.limits.maxMs,
            resolvePull: null,
            idleTimer: undefined,
            stopListening,
          }
          this.#readers.add(reader)
          this.#updateHolder()
          this.#startIdleTimer(reader)
        },
        pull: () => this.#pull(reader),
        cancel: () => this.#removeReader(reader),
      },
      // Not a byte stream: those transfer the buffers, which the readers share. Nothing is queued before it is pulled.
      { highWaterMark: 0 },
    )
  }

  /** No reader may join any longer: bytes that all readers have read are released. */
  close(): void {
    this.#firstChunk = null
    this.#releaseBytes()
  }

  async #readSource(): Promise<void> {
    try {
      for (;;) {
        if (this.#overBudget) await this.#waitForDemand()
        if (this.#state !== 'streaming') return
        this.#stallTimer = this.#setStallTimer()
        const { done, value } = await this.#source.read()
        clearTimeout(this.#stallTimer)
        if (this.#state !== 'streaming') return
        if (done) return this.#finish()
        if (value.byteLength > 0) this.#append(value)
      }
    } catch {
      this.#fail('broken')
    }
  }

  #setStallTimer(): ReturnType<typeof setTimeout> {
    const { startedAt, limits, now } = this.#options
    const leftMs = startedAt + limits.maxMs - now()
    return leftMs < stallTimeoutMs
      ? setTimeout(() => this.#fail('too-long'), leftMs)
      : setTimeout(() => this.#fail('stalled'), stallTimeoutMs)
  }

  #append(bytes: Uint8Array): void {
    if (this.#byteLength + bytes.byteLength > this.#options.limits.maxBytes) return this.#fail('too-large')
    if (!this.#overBudget) {
      this.#overBudget = !this.#bytes.reserve(bytes.byteLength)
      if (this.#overBudget) this.close()
    }
    this.#byteLength += bytes.byteLength
    const chunk: Chunk = { bytes, next: null }
    this.#lastChunk.next = chunk
    this.#lastChunk = chunk
    for (const reader of this.#readers) if (reader.resolvePull) this.#deliver(reader, chunk)
  }

  #finish(): void {
    this.#state = 'complete'
    for (const reader of this.#readers) if (reader.lastChunk.next === null) this.#completeReader(reader)
    this.#options.onEnd('complete')
  }

  #fail(failure: UpstreamFailure): void {
    if (this.#state !== 'streaming') return
    this.#state = 'broken'
    clearTimeout(this.#stallTimer)
    this.#resumeSource?.()
    for (const reader of this.#readers) this.#failReader(reader, new TypeError(failureMessages[failure]))
    this.close()
    this.#source.cancel().catch(() => {})
    this.#options.onEnd(failure)
  }

  #pull(reader: BodyReader): Promise<void> | undefined {
    clearTimeout(reader.idleTimer)
    const { next } = reader.lastChunk
    if (next) {
      this.#deliver(reader, next)
      this.#resumeIfNeeded()
      return undefined
    }
    if (this.#state === 'complete') {
      this.#completeReader(reader)
      return undefined
    }
    return new Promise((resolve) => {
      reader.resolvePull = resolve
      reader.pace.stopBlocking()
      this.#resumeIfNeeded()
    })
  }

  #deliver(reader: BodyReader, chunk: Chunk): void {
    reader.controller.enqueue(chunk.bytes)
    reader.lastChunk = chunk
    reader.bytesRead += chunk.bytes.byteLength
    reader.pace.onRead(chunk.bytes.byteLength)
    reader.resolvePull?.()
    reader.resolvePull = null
    if (this.#state === 'complete' && chunk.next === null) this.#completeReader(reader)
    else this.#startIdleTimer(reader)
    this.#releaseBytes()
  }

  #completeReader(reader: BodyReader): void {
    reader.controller.close()
    this.#removeReader(reader)
  }

  #failReader(reader: BodyReader, error: unknown, reason?: UpstreamFailure): void {
    reader.controller.error(error)
    this.#removeReader(reader, reason)
  }

  /** @param reason why the body ends where it was the last reader */
  #removeReader(reader: BodyReader, reason: UpstreamFailure = 'left'): void {
    clearTimeout(reader.idleTimer)
    reader.pace.stopBlocking()
    reader.stopListening()
    reader.resolvePull?.()
    this.#readers.delete(reader)
    this.#updateHolder()
    this.#releaseBytes()
    if (this.#readers.size === 0) this.#fail(reason)
    else this.#resumeIfNeeded()
  }

  /** Runs until the reader pulls again. */
  #startIdleTimer(reader: BodyReader): void {
    reader.idleTimer = setTimeout(
      () => this.#failReader(reader, new TypeError('The response was not read.')),
      Math.min(readerIdleTimeoutMs, reader.deadline - this.#options.now()),
    )
  }

  #waitForDemand(): Promise<void> {
    return new Promise((resolve) => {
      this.#resumeSource = resolve
      for (const { resolvePull, pace } of this.#readers) if (resolvePull === null) pace.startBlocking()
      this.#resumeIfNeeded()
    })
  }

  /** Over budget, the next chunk is read once all readers have read everything so far and one waits for more. */
  #resumeIfNeeded(): void {
    if (this.#resumeSource === null) return
    let isReaderWaiting = false
    for (const { lastChunk, resolvePull } of this.#readers) {
      if (lastChunk.next !== null) return
      isReaderWaiting ||= resolvePull !== null
    }
    if (!isReaderWaiting) return
    for (const { pace } of this.#readers) pace.stopBlocking()
    this.#resumeSource()
    this.#resumeSource = null
  }

  /** Releases the bytes that no reader needs any more. */
  #releaseBytes(): void {
    if (this.#firstChunk !== null) return
    let bytesRead = this.#byteLength
    for (const reader of this.#readers) bytesRead = Math.min(bytesRead, reader.bytesRead)
    this.#bytes.releaseFirst(bytesRead)
  }

  /** One of those who read it holds it: its bytes, and its place at Twilio. */
  #updateHolder(): void {
    if ([...this.#readers].some(({ caller }) => caller === this.#holder)) return
    const [next] = this.#readers
    const holder = next?.caller ?? null
    if (holder === this.#holder) return
    this.#holder = holder
    this.#bytes.setHolder(holder)
    if (holder !== null) this.#options.onHolder(holder)
  }
}
