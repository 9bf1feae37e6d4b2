// `observePaint` is sent to the page as text, so everything it calls must be inside it.
/* oxlint-disable unicorn/consistent-function-scoping */
import type { Page } from '@playwright/test'

/** What a list of engagements is expected to display. */
export type ExpectedView =
  /** Every row in view has this value in a column; of a value with digits only the digits are compared. */
  | { kind: 'every-row'; column: 'Status' | 'Contact'; value: string }
  /** The first row has changed. */
  | { kind: 'moved' }
  /** At least one row matches. */
  | { kind: 'some-match' }
  /** Exactly this many rows match, and the search has finished. */
  | { kind: 'all-matches'; count: number }
  /** The row with this `aria-rowindex` is in view. */
  | { kind: 'row'; index: number }
  /** The whole list, unfiltered: this many rows, and the search has finished. */
  | { kind: 'everything'; count: number }

export interface PaintTiming {
  /** Time of the input event, milliseconds since 1970. */
  startedAt: number
  /** Milliseconds from the input event to the frame after the one that shows the expected view. */
  timeMs: number
}

declare global {
  interface Window {
    /** When the two expected views were painted. */
    painted: Promise<[PaintTiming, PaintTiming]>
  }
}

const timeoutMs = 2 * 60_000

/** Performs an action and waits until the expected view is painted. Throws after 2 minutes. */
export async function measurePaint(
  page: Page,
  view: ExpectedView,
  action: () => Promise<void>,
): Promise<PaintTiming> {
  const [timing] = await measureTwoPaints(page, [view, view], action)
  return timing
}

/** The same for two views that one action leads to, one after the other. */
export async function measureTwoPaints(
  page: Page,
  views: readonly [ExpectedView, ExpectedView],
  action: () => Promise<void>,
): Promise<[PaintTiming, PaintTiming]> {
  await page.evaluate(observePaint, views)
  await action()
  const timer = createTimeout(
    timeoutMs,
    `Not displayed within ${timeoutMs / 1000} s: ${JSON.stringify(views[1])}`,
  )
  try {
    return await Promise.race([page.evaluate(() => window.painted), timer.promise])
  } finally {
    timer.cancel()
  }
}

function createTimeout(delayMs: number, message: string) {
  let timer: NodeJS.Timeout | undefined
  const promise = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(message)), delayMs)
  })
  return { promise, cancel: () => clearTimeout(timer) }
}

/** Runs in the page. Checks once a frame: what it finds is painted at the end of that frame, before the next one starts. */
function observePaint(views: readonly [ExpectedView, ExpectedView]): void {
  const find = (selector: string) => document.querySelector(selector)
  const grid = () => find('[role=grid][aria-label=Engagements]')
  const rows = () => [...(grid()?.querySelectorAll('[role=row]') ?? [])].slice(1)
  const cell = (row: Element | undefined, column: string) => {
    const columnIndex = find(`[role=columnheader][aria-label=${column}]`)?.getAttribute('aria-colindex')
    return row?.querySelector(`[role=gridcell][aria-colindex="${columnIndex}"]`)?.textContent ?? ''
  }
  const firstSid = () => rows()[0]?.querySelector('a')?.getAttribute('aria-label')
  const normalize = (text: string) => (/\d/.test(text) ? text.replaceAll(/\D/g, '') : text.trim())
  const isIdle = () => grid()?.getAttribute('aria-busy') !== 'true'
  const readMatchCount = () => {
    const countText = /([\d,]+) match/.exec(find('[aria-label=Reading]')?.textContent ?? '')?.[1]
    return countText === undefined ? null : Number(countText.replaceAll(',', ''))
  }
  const previousFirstSid = firstSid()

  function isDisplayed(view: ExpectedView): boolean {
    switch (view.kind) {
      case 'every-row': {
        const values = rows().map((row) => normalize(cell(row, view.column)))
        return values.length > 0 && values.every((value) => value === normalize(view.value))
      }
      case 'moved':
        return firstSid() !== undefined && firstSid() !== previousFirstSid
      case 'some-match':
        return (readMatchCount() ?? 0) > 0
      case 'all-matches':
        return readMatchCount() === view.count && isIdle()
      case 'row':
        return rows().some((row) => row.getAttribute('aria-rowindex') === String(view.index))
      case 'everything':
        return grid()?.getAttribute('aria-rowcount') === String(view.count + 1) && isIdle()
    }
  }

  let start: number | null = null
  const onInput = (event: Event) => {
    start ??= event.timeStamp
  }
  const inputs = ['keydown', 'click', 'input']
  for (const type of inputs) addEventListener(type, onInput, { capture: true })

  const waitForPaint = (view: ExpectedView) =>
    new Promise<PaintTiming>((resolve) => {
      let isSeen = false
      const checkFrame = (): void => {
        if (start !== null && isSeen)
          return resolve({ startedAt: performance.timeOrigin + start, timeMs: performance.now() - start })
        isSeen = start !== null && isDisplayed(view)
        requestAnimationFrame(checkFrame)
      }
      requestAnimationFrame(checkFrame)
    })
  window.painted = Promise.all([waitForPaint(views[0]), waitForPaint(views[1])]).finally(() => {
    for (const type of inputs) removeEventListener(type, onInput, { capture: true })
  })
}
