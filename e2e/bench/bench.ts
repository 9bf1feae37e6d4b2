/**
 * `npm run bench [-- --engagements 100000 --runs 3]`: the figures DESIGN.md sets bars for, as ratios within one run,
 * for absolute times say more about the machine than about the app. Also written to `e2e/.results/bench.json`.
 */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

import { type Browser, chromium } from '@playwright/test'

import { chromiumArgs } from '../browser.ts'
import { buildIfStale } from '../run/build.ts'
import { provideChromium } from '../run/chromium.ts'
import { testEnvironment } from '../run/environment.ts'
import { results } from '../run/paths.ts'
import { median } from './figures.ts'
import { loadBare, type Loading, loadInApp } from './loading.ts'
import { makePages, type Pages } from './pages.ts'
import { servePages } from './serve.ts'

/** Milliseconds an answer takes, and how much longer than the bare loop the app may take then. */
const bars = [
  { latency: 0, bar: 2 },
  { latency: 100, bar: 1.15 },
]

interface Figures {
  latency: number
  bar: number
  bare: number[]
  app: Loading[]
}

/** The two take turns, so that a machine that grows slow or fast does so for both. */
async function measure(
  browser: Browser,
  pages: Pages,
  latency: number,
  bar: number,
  runs: number,
): Promise<Figures> {
  const { origin, stop } = await servePages(pages, latency)
  const figures: Figures = { latency, bar, bare: [], app: [] }
  try {
    for (let turn = 0; turn < runs; turn++) {
      figures.bare.push(await loadBare(browser, origin, pages))
      figures.app.push(await loadInApp(browser, origin, pages))
    }
  } finally {
    await stop()
  }
  return figures
}

function row({ latency, bar, bare, app }: Figures) {
  const alone = median(bare)
  const ours = median(app.map(({ time }) => time))
  const tasks = app.flatMap(({ longTasks }) => longTasks)
  return {
    'latency of a page': `${latency} ms`,
    'bare fetch loop': `${(alone / 1000).toFixed(2)} s`,
    'the app': `${(ours / 1000).toFixed(2)} s`,
    ratio: (ours / alone).toFixed(2),
    bar: `≤ ${bar}`,
    'tasks over 50 ms, a run': tasks.length / app.length,
    'longest task': `${Math.max(0, ...tasks.map(({ duration }) => duration)).toFixed(0)} ms`,
  }
}

const { values } = parseArgs({
  options: { engagements: { type: 'string', default: '100000' }, runs: { type: 'string', default: '3' } },
})
const engagements = Number(values.engagements)
const runs = Number(values.runs)
if (!(Number.isInteger(engagements) && engagements > 0 && Number.isInteger(runs) && runs > 0)) {
  console.error('--engagements and --runs take whole numbers from 1.')
  process.exit(1)
}

const executablePath = await provideChromium()
await buildIfStale(testEnvironment(process.env))
console.log(`Making ${engagements} engagements …`)
const pages = await makePages(engagements)
const size = pages.bytes / engagements / 1000
console.log(
  `${pages.paths.length} pages, ${Math.round(pages.bytes / 1e6)} MB, ${size.toFixed(1)} kB an engagement.`,
)

const browser = await chromium.launch({ executablePath, args: chromiumArgs })
const all: Figures[] = []
try {
  for (const { latency, bar } of bars) all.push(await measure(browser, pages, latency, bar, runs))
} finally {
  await browser.close()
}
console.table(all.map(row))
await mkdir(results, { recursive: true })
const file = join(results, 'bench.json')
await writeFile(file, JSON.stringify({ engagements, bytes: pages.bytes, runs, loading: all }, null, 2))
console.log(file)
