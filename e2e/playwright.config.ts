import { defineConfig } from '@playwright/test'

import { chromiumArgs } from './browser.ts'
import { root } from './run/paths.ts'

// `run/e2e.ts` chooses it; the playwright command alone takes this one.
const port = Number(process.env['E2E_PORT'] ?? 4319)
const origin = `http://127.0.0.1:${port}`
// `run/e2e.ts` finds it; without it Playwright looks for the one it downloads.
const executablePath = process.env['CHROMIUM_PATH']

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  outputDir: '.results/playwright',
  reporter: [['list'], ['json', { outputFile: '.results/playwright.json' }]],
  fullyParallel: true,
  workers: 2,
  retries: 0,
  // Two browsers and a server share two cores.
  timeout: 60_000,
  expect: { timeout: 15_000 },
  forbidOnly: Boolean(process.env['CI']),
  projects: [{ name: 'chromium' }],
  use: {
    browserName: 'chromium',
    baseURL: origin,
    viewport: { width: 1280, height: 720 },
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    permissions: ['clipboard-read', 'clipboard-write'],
    video: 'off',
    // Without a film of every frame, which costs more than the journey itself.
    trace: { mode: 'retain-on-failure', screenshots: false },
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
