import type { PageCursor } from '#contract/page.ts'
import type { ResponseBody } from '#twilio/response-body.ts'

/** How long a prefetch may run without being claimed, in milliseconds. */
const unclaimedTimeoutMs = 1000

type FetchPageAt = (cursor: PageCursor, signal: AbortSignal) => Promise<ResponseBody>
type PrefetchedPage = {
  token: string
  body: Promise<ResponseBody>
  isLoaded: boolean
  controller: AbortController
}

/**
 * Prefetches one page while the page before it is parsed and stored. When loading stops, a running prefetch is
 * cancelled; a completed one stays cached for the next load.
 */
export class PagePrefetcher {
  readonly #fetchPage: FetchPageAt
  #page: PrefetchedPage | null = null

  constructor(fetchPage: FetchPageAt) {
    this.#fetchPage = fetchPage
  }

  /** Starts to fetch a page. @param signal of the page before it: aborting that one cancels the prefetch too */
  prefetch(cursor: PageCursor, signal: AbortSignal): void {
    if (this.#page?.token === cursor.token) return
    this.cancel()
    const controller = new AbortController()
    const page: PrefetchedPage = {
      token: cursor.token,
      body: this.#fetchPage(cursor, AbortSignal.any([signal, controller.signal])),
      isLoaded: false,
      controller,
    }
    this.#page = page
    page.body.then(
      () => {
        page.isLoaded = true
      },
      // `claim` returns the same promise, so its caller gets the error.
      () => null,
    )
  }

  /** Returns the prefetched page if it has that token, else null. From then on, the given signal can abort it. */
  claim(token: string, signal: AbortSignal): Promise<ResponseBody> | null {
    const page = this.#page
    if (page?.token !== token) return null
    this.#page = null
    signal.addEventListener('abort', () => page.controller.abort(), { once: true })
    return page.body
  }

  /** Cancels the prefetch if it is neither claimed nor completed within `unclaimedTimeoutMs`. */
  expireUnclaimed(): void {
    const page = this.#page
    if (!page) return
    setTimeout(() => {
      if (this.#page === page && !page.isLoaded) this.cancel()
    }, unclaimedTimeoutMs)
  }

  cancel(): void {
    this.#page?.controller.abort()
    this.#page = null
  }
}
