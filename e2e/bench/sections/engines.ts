import { z } from 'zod'

import { paths } from '#urls/urls.ts'

import type { BrowserEngine, BrowserPage } from '../../engines/engine-page.ts'
import { openEngine } from '../../engines/open-engine.ts'
import { browsers, provideBrowser } from '../../run/browsers.ts'
import { groupThousands, type BenchRun } from '../bench-run.ts'
import { createMetric, type Metric } from '../report/metrics.ts'
import { benchFlow, createPageFixture, type PageFixture } from '../pages/page-fixture.ts'
import { servePages } from '../server/serve-pages.ts'

/** Maximum milliseconds of one task in a page. */
const timeoutMs = 10 * 60_000

interface Samples {
  floor: number[]
  loading: number[]
  /** Milliseconds until the last match was counted. */
  searching: number[]
  filtering: number[]
}

/** Loads and searches a list in the three engines. The floor of each is a loop that fetches the pages and discards them. */
export async function enginesSection(run: BenchRun): Promise<Metric[]> {
  const { engagements, runs, log, attempt } = run
  const fixture = await createPageFixture(engagements)
  const { origin, stop } = await servePages(fixture)
  const metrics: Metric[] = []
  try {
    for (const engine of ['chromium', 'firefox', 'webkit'] as const) {
      const { title } = browsers[engine]
      const executablePath = await provideBrowser(engine)
      if (executablePath === null) {
        log(`${title} is not available here: not measured.`)
        continue
      }
      const samples: Samples = { floor: [], loading: [], searching: [], filtering: [] }
      for (let round = 1; round <= runs; round++) {
        log(`${title}: ${groupThousands(engagements)} engagements, round ${round} of ${runs}`)
        await attempt(`${title}, round ${round}`, () =>
          measureEngine(engine, executablePath, origin, fixture, samples),
        )
      }
      metrics.push(...createMetrics(title, fixture, samples))
    }
  } finally {
    await stop()
  }
  return metrics
}

async function measureEngine(
  engine: BrowserEngine,
  executablePath: string,
  origin: string,
  fixture: PageFixture,
  samples: Samples,
): Promise<void> {
  const page = await openEngine(engine, { executablePath, width: 1280, height: 720, colorScheme: 'light' })
  try {
    // Any URL of the server that is not the app.
    await page.goto(`${origin}/favicon.svg`)
    samples.floor.push(
      await toNumber(
        page.run(
          fetchAll,
          fixture.paths.map((path) => `/api${path}`),
        ),
      ),
    )

    const total = fixture.engagements.toLocaleString('en')
    await page.goto(origin + paths.engagements(benchFlow))
    samples.loading.push(await toNumber(page.run(waitUntilLoaded, `${total} engagements read`, timeoutMs)))

    const { text, matches, contacts } = fixture.expected
    samples.filtering.push(await search(page, contacts[1], null))
    await search(page, '', null)
    samples.searching.push(await search(page, text, `${matches.toLocaleString('en')} match`))
  } finally {
    await page.close()
  }
}

/** Sets the text of the search box in one step. Returns milliseconds until the list shows the result. */
function search(page: BrowserPage, text: string, expectedText: string | null): Promise<number> {
  return toNumber(page.run(waitUntilSearched, text, expectedText, timeoutMs))
}

async function toNumber(value: Promise<unknown>): Promise<number> {
  return z.number().parse(await value)
}

function createMetrics(
  title: string,
  fixture: PageFixture,
  { floor, loading, searching, filtering }: Samples,
): Metric[] {
  const megabytes = fixture.bytes / 1e6
  return [
    createMetric(`${title}: loading ${groupThousands(fixture.engagements)}, no latency`, 'ms', {
      floor,
      app: loading,
    }),
    createMetric(`${title}: contact typed → first row`, 'ms', { app: filtering }),
    createMetric(`${title}: search through all contexts`, 'MB/s', {
      app: searching.map((time) => megabytes / (time / 1000)),
    }),
  ]
}

// The functions below are sent to the page as text, so everything they call must be inside them.

async function fetchAll(urls: string[]): Promise<number> {
  const start = performance.now()
  for (const url of urls) {
    const response = await fetch(url)
    if (!response.ok) throw new Error(`${url} returned ${response.status}`)
    await response.arrayBuffer()
  }
  return performance.now() - start
}

/** Milliseconds since the start of the navigation. */
function waitUntilLoaded(expectedText: string, limitMs: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const timer = setInterval(() => {
      const text = document.querySelector('[aria-label="Reading"]')?.textContent ?? ''
      if (performance.now() > limitMs) reject(new Error(`Loading took too long: "${text}".`))
      else if (!text.includes(expectedText) || !text.includes('all of them')) return
      else resolve(performance.now())
      clearInterval(timer)
    }, 50)
  })
}

/** Milliseconds from the input until every row in view matches, or until the loading bar shows the expected text. */
function waitUntilSearched(text: string, expectedText: string | null, limitMs: number): Promise<number> {
  const box = document.querySelector<HTMLInputElement>('input[aria-label="Search engagements"]')
  if (!box) throw new Error('The list has no search box.')
  // The native setter: React ignores input events for values that it tracks itself.
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(box, text)
  const start = performance.now()
  box.dispatchEvent(new Event('input', { bubbles: true }))
  const isDone = () => {
    const loadingBar = document.querySelector('[aria-label="Reading"]')?.textContent ?? ''
    if (expectedText !== null)
      return (
        loadingBar.includes(expectedText) && document.querySelector('[role=grid][aria-busy=true]') === null
      )
    if (text === '') return !loadingBar.includes(' match')
    const digits = text.replaceAll(/\D/g, '')
    const rows = [...document.querySelectorAll('[role=row]')].slice(1)
    return (
      rows.length > 0 && rows.every((row) => (row.textContent ?? '').replaceAll(/\D/g, '').includes(digits))
    )
  }
  return new Promise((resolve, reject) => {
    const checkFrame = () => {
      if (isDone()) requestAnimationFrame(() => resolve(performance.now() - start))
      else if (performance.now() - start > limitMs) reject(new Error('The search took too long.'))
      else requestAnimationFrame(checkFrame)
    }
    checkFrame()
  })
}
