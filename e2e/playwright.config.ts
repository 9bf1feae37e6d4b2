import { defineConfig } from '@playwright/test'

import type { RunSource } from '#contract/run-source.ts'

import { chromiumArgs } from './support/chromium-args.ts'
import type { EngineOptions } from './engines/test.ts'
import { root } from './run/paths.ts'

// `run/e2e.ts` sets the port. The default is for the plain `playwright` command.
const port = Number(process.env['E2E_PORT'] ?? 4319)
const origin = `http://127.0.0.1:${port}`
// `run/e2e.ts` sets the path. Without it Playwright uses the browser that it downloaded.
const executablePath = process.env['CHROMIUM_PATH']

/** Where journeys of the list read runs from; `page-objects.ts` builds its addresses. */
const defaultSource: RunSource = 'engagements'

const engines = ['chromium', 'firefox', 'webkit'] as const

// Without a GPU, painting what moves takes a third of the processor. The engines' journeys show motion.
const lessMotion = { contextOptions: { reducedMotion: 'reduce' as const } }

export default defineConfig<EngineOptions>({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  outputDir: '.results/playwright',
  reporter: [['list'], ['json', { outputFile: '.results/playwright.json' }]],
  fullyParallel: true,
  workers: 2,
  retries: 0,
  // Two browsers and a server share two cores, and machines with slow memory take three times as long.
  timeout: 120_000,
  expect: { timeout: 30_000 },
  forbidOnly: Boolean(process.env['CI']),
  projects: [
    {
      name: 'journeys',
      testIgnore: 'engines/**',
      metadata: { source: process.env['E2E_SOURCE'] ?? defaultSource },
      use: lessMotion,
    },
    // The main ones also on the other source; `E2E_SOURCE=executions` has all of them run there.
    {
      name: 'executions',
      testIgnore: 'engines/**',
      grep: /@both-sources/,
      metadata: { source: 'executions' },
      use: lessMotion,
    },
    // No traces: each query of the page would add a snapshot of it.
    ...engines.map((engine) => ({
      name: engine,
      testMatch: 'engines/*.spec.ts',
      use: { engine, trace: 'off' as const, screenshot: 'off' as const },
    })),
  ],
  use: {
    browserName: 'chromium',
    baseURL: origin,
    viewport: { width: 1280, height: 720 },
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    permissions: ['clipboard-read', 'clipboard-write'],
    video: 'off',
    // No screenshots and snapshots in traces: they cost a third of a test's time.
    trace: { mode: 'retain-on-failure', screenshots: false, snapshots: false },
    screenshot: 'only-on-failure',
    launchOptions: { args: chromiumArgs, ...(executablePath === undefined ? {} : { executablePath }) },
  },
  webServer: {
    command: `"${process.execPath}" src/server/start.ts --demo`,
    cwd: root,
    url: origin,
    reuseExistingServer: false,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 5_000 },
    env: { HOST: '127.0.0.1', PORT: String(port), ENV_FILE: '' },
  },
})
