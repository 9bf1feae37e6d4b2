import type { PageCursor } from '#contract/page.ts'

/** Milliseconds for which a page that was asked for ahead may be under way without anyone wanting it. */
const patience = 1000

type Bytes = Uint8Array<ArrayBuffer>
type AskPage = (cursor: PageCursor, signal: AbortSignal) => Promise<Bytes>
type Page = { token: string; bytes: Promise<Bytes>; here: boolean; controller: AbortController }

/**
 * The one page that is asked for before anyone wants it: while a page is being taken in, the next one is on its way.
 * Reading that stops gives it up; if it is here by then, it is kept for whoever reads on.
 */
export class Ahead {
  readonly #ask: AskPage
  #page: Page | null = null

  constructor(ask: AskPage) {
    this.#ask = ask
  }

  /** Asks for a page; the signal is that of the page before it, whose abort gives up both. */
  start(cursor: PageCursor, signal: AbortSignal): void {
    if (this.#page?.token === cursor.token) return
    this.drop()
    const controller = new AbortController()
    const page: Page = {
      token: cursor.token,
      bytes: this.#ask(cursor, AbortSignal.any([signal, controller.signal])),
      here: false,
      controller,
    }
    this.#page = page
    page.bytes.then(
      () => {
        page.here = true
      },
      // Told to whoever takes it.
      () => null,
    )
  }

  /** The page with that token, if it is the one: the signal is from then on the taker's. Null when there is none. */
  take(token: string, signal: AbortSignal): Promise<Bytes> | null {
    const page = this.#page
    if (page?.token !== token) return null
    this.#page = null
    signal.addEventListener('abort', () => page.controller.abort(), { once: true })
    return page.bytes
  }

  /** Gives the page up if it is not taken soon, unless it is here by then. */
  awaitTaker(): void {
    const page = this.#page
    if (!page) return
    setTimeout(() => {
      if (this.#page === page && !page.here) this.drop()
    }, patience)
  }

  drop(): void {
    this.#page?.controller.abort()
    this.#page = null
  }
}
