import type { JsonPath } from '#json/paths.ts'

import type { Place } from './context-places.ts'
import type { PageStore } from './page-store.ts'
import type { Scanners } from './scanners.ts'

/** Whom to ask for what stands in pages. */
export type Shelf = {
  readonly store: Pick<PageStore, 'held'>
  readonly scanners: Scanners
  readonly signal: AbortSignal
}

/** The texts that stand at some places, in their order. */
export function textsAt(shelf: Shelf, places: readonly Place[]): Promise<string[]> {
  return byPage(shelf, places, '', (page) => shelf.scanners.ask('texts', { page }, 'in-turn'))
}

/** The values at a path of the contexts that stand at some places, whole and as they were sent; null where there is none. */
export function valuesAt(shelf: Shelf, places: readonly Place[], path: JsonPath): Promise<(string | null)[]> {
  return byPage<string | null>(shelf, places, null, (page) =>
    shelf.scanners.ask('values', { page, path, longest: Infinity }, 'in-turn'),
  )
}

type Page = ReturnType<PageStore['held']> & { spans: Uint32Array<ArrayBuffer> }

/**
 * Asks once for each page, as many at a time as keep the scanners busy: an order that goes through all pages must not
 * leave a hundred of them to be unpacked for nobody, should it be given up. Nothing is asked of a place without length.
 */
async function byPage<T>(
  { store, scanners, signal }: Shelf,
  places: readonly Place[],
  nothing: T,
  ask: (page: Page) => Promise<T[]>,
): Promise<T[]> {
  const pages = new Map<number, number[]>()
  for (const [i, { page, start, end }] of places.entries()) {
    if (start === end) continue
    const known = pages.get(page)
    if (known) known.push(i)
    else pages.set(page, [i])
  }
  const answers = Array.from(places, () => nothing)
  const waiting = pages.entries()
  const askOn = async () => {
    for (const [page, members] of waiting) {
      signal.throwIfAborted()
      const spans = Uint32Array.from(members.flatMap((i) => [places[i]?.start ?? 0, places[i]?.end ?? 0]))
      // One after the other, and several of these side by side.
      // oxlint-disable-next-line no-await-in-loop
      const found = await ask({ ...store.held(page), spans })
      for (const [at, i] of members.entries()) answers[i] = found[at] ?? nothing
    }
  }
  await Promise.all(Array.from({ length: scanners.width }, askOn))
  return answers
}
