import { test as base, expect } from '@playwright/test'
import { writeFile } from 'node:fs/promises'

import type { BrowserEngine } from './engine-page.ts'
import { getExecutablePath, openEngine } from './open-engine.ts'
import { createAppDriver, type AppDriver } from './app-driver.ts'

export interface EngineOptions {
  engine: BrowserEngine
}

export interface EngineFixtures {
  /** A page of the engine, 1280 by 720, light, with the app's server. */
  app: AppDriver
  /** Allows a console error or warning. */
  allowConsole: (pattern: RegExp) => void
}

/** The `test` of journeys in all three engines, as `e2e/support/test.ts` is in Chromium. It fails on any console error or warning that was not allowed. */
export const test = base.extend<EngineFixtures & EngineOptions>({
  engine: ['chromium', { option: true }],
  allowConsole: async ({ app }, provide) => provide((pattern) => app.allowedConsole.push(pattern)),
  app: async ({ engine, baseURL }, provide, info) => {
    const executablePath = getExecutablePath(engine)
    test.skip(executablePath === null, `${engine} is not on this machine and could not be installed.`)
    const page = await openEngine(engine, {
      executablePath: executablePath ?? '',
      width: 1280,
      height: 720,
      colorScheme: 'light',
    })
    const app = createAppDriver(page, baseURL ?? '')
    try {
      await provide(app)
      const unexpected = (await page.consoleErrors()).filter(
        (line) => !app.allowedConsole.some((pattern) => pattern.test(line)),
      )
      expect(unexpected, 'errors and warnings in the console').toEqual([])
    } finally {
      if (info.status !== info.expectedStatus || info.errors.length > 0)
        await writeFile(info.outputPath('screen.png'), await page.screenshot())
      await page.close()
    }
  },
})

export { expect } from '@playwright/test'
