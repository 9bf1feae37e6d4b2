// `startWatch` is sent into the page as its text, so all it calls must stand inside it.
/* oxlint-disable unicorn/consistent-function-scoping */
import type { Page } from '@playwright/test'

/** What a list of engagements shows once it has answered. */
export type Shown =
  /** Every row in view has this in that column; digits are compared as digits, however they are grouped. */
  | { is: 'every-row'; column: 'Status' | 'Contact'; value: string }
  /** The first row is another one than before. */
  | { is: 'moved' }
  /** Anything matches. */
  | { is: 'some-match' }
  /** Exactly so many match, and no search is running any more. */
  | { is: 'all-matches'; count: number }
  /** The row of that `aria-rowindex` is in view. */
  | { is: 'row'; index: number }
  /** The whole list, unfiltered: so many rows, and nothing running. */
  | { is: 'everything'; count: number }

export interface Painted {
  /** When the input event came, milliseconds since 1970. */
  start: number
  /** Milliseconds from the input event to the frame after the one that shows what was asked for. */
  time: number
}

declare global {
  interface Window {
    /** When the two things that are waited for were painted. */
    painted: Promise<[Painted, Painted]>
  }
}

const patience = 2 * 60_000

/** Does something and waits until what it leads to has been painted. */
export async function timeToPaint(page: Page, shown: Shown, action: () => Promise<void>): Promise<Painted> {
  const [painted] = await timesToPaint(page, [shown, shown], action)
  return painted
}

/** The same for two things one action leads to, one after the other. */
export async function timesToPaint(
  page: Page,
  both: readonly [Shown, Shown],
  action: () => Promise<void>,
): Promise<[Painted, Painted]> {
  await page.evaluate(startWatch, both)
  await action()
  const late = timeout(patience, `Not shown within ${patience / 1000} s: ${JSON.stringify(both[1])}`)
  try {
    return await Promise.race([page.evaluate(() => window.painted), late.promise])
  } finally {
    late.cancel()
  }
}

function timeout(milliseconds: number, message: string) {
  let timer: NodeJS.Timeout | undefined
  const promise = new Promise<never>((_, refuse) => {
    timer = setTimeout(() => refuse(new Error(message)), milliseconds)
  })
  return { promise, cancel: () => clearTimeout(timer) }
}

/** Runs in the page. Looks once a frame: what is seen there is painted at the frame's end, before the next one begins. */
function startWatch(both: readonly [Shown, Shown]): void {
  const find = (selector: string) => document.querySelector(selector)
  const grid = () => find('[role=grid][aria-label=Engagements]')
  const rows = () => [...(grid()?.querySelectorAll('[role=row]') ?? [])].slice(1)
  const cell = (row: Element | undefined, column: string) => {
    const at = find(`[role=columnheader][aria-label=${column}]`)?.getAttribute('aria-colindex')
    return row?.querySelector(`[role=gridcell][aria-colindex="${at}"]`)?.textContent ?? ''
  }
  const firstSid = () => rows()[0]?.querySelector('a')?.getAttribute('aria-label')
  const plainly = (text: string) => (/\d/.test(text) ? text.replaceAll(/\D/g, '') : text.trim())
  const idle = () => grid()?.getAttribute('aria-busy') !== 'true'
  const matches = () => {
    const said = /([\d,]+) match/.exec(find('[aria-label=Reading]')?.textContent ?? '')?.[1]
    return said === undefined ? null : Number(said.replaceAll(',', ''))
  }
  const before = firstSid()

  function holds(shown: Shown): boolean {
    switch (shown.is) {
      case 'every-row': {
        const values = rows().map((row) => plainly(cell(row, shown.column)))
        return values.length > 0 && values.every((value) => value === plainly(shown.value))
      }
      case 'moved':
        return firstSid() !== undefined && firstSid() !== before
      case 'some-match':
        return (matches() ?? 0) > 0
      case 'all-matches':
        return matches() === shown.count && idle()
      case 'row':
        return rows().some((row) => row.getAttribute('aria-rowindex') === String(shown.index))
      case 'everything':
        return grid()?.getAttribute('aria-rowcount') === String(shown.count + 1) && idle()
    }
  }

  let start: number | null = null
  const begin = (event: Event) => {
    start ??= event.timeStamp
  }
  const inputs = ['keydown', 'click', 'input']
  for (const type of inputs) addEventListener(type, begin, { capture: true })

  const whenPainted = (shown: Shown) =>
    new Promise<Painted>((resolve) => {
      let seen = false
      const look = (): void => {
        if (start !== null && seen)
          return resolve({ start: performance.timeOrigin + start, time: performance.now() - start })
        seen = start !== null && holds(shown)
        requestAnimationFrame(look)
      }
      requestAnimationFrame(look)
    })
  window.painted = Promise.all([whenPainted(both[0]), whenPainted(both[1])]).finally(() => {
    for (const type of inputs) removeEventListener(type, begin, { capture: true })
  })
}
