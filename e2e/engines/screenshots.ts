/** `npx node e2e/engines/screenshots.ts folder [engine …]` takes screenshots of the main screens in each engine, wide and narrow, light and dark, for review. */
import { mkdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'

import { buildIfStale } from '../run/build.ts'
import { browsers, provideBrowser } from '../run/browsers.ts'
import { testEnvironment } from '../run/environment.ts'
import { startDemoServer } from '../run/server.ts'
import { allScreenshotTargets, fetchEndedEngagementSid } from '../support/screens.ts'
import { openEngine } from './open-engine.ts'

/** The wait before each screenshot. */
const settleDelayMs = 2_500

const [folder, ...selectedEngines] = process.argv.slice(2)
if (folder === undefined) throw new Error('Name the folder for the screenshots.')
const env = testEnvironment(process.env)
await buildIfStale(env)
await mkdir(resolve(folder), { recursive: true })
const { origin, stop } = await startDemoServer(env)
try {
  const ended = await fetchEndedEngagementSid(origin)
  const screens = allScreenshotTargets(ended).filter(({ name }) =>
    /^(flows|engagements|panel-(?!text|masked)\w+)$/.test(name),
  )
  for (const engine of ['chromium', 'firefox', 'webkit'] as const) {
    if (selectedEngines.length > 0 && !selectedEngines.includes(engine)) continue
    const executablePath = await provideBrowser(engine)
    if (executablePath === null) {
      console.log(`${browsers[engine].title} is not available here.`)
      continue
    }
    for (const colorScheme of ['light', 'dark'] as const) {
      const page = await openEngine(engine, { executablePath, width: 1280, height: 800, colorScheme })
      for (const [width, height] of [
        [1280, 800],
        [390, 844],
      ] as const) {
        await page.resize(width, height)
        for (const { name, path } of screens) {
          await page.goto(origin + path)
          await delay(settleDelayMs)
          const file = join(folder, `${name}-${width}-${colorScheme}-${engine}.png`)
          await writeFile(file, await page.screenshot())
          console.log(file)
        }
      }
      await page.close()
    }
  }
} finally {
  await stop()
}
