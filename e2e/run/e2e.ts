/** `npm run e2e [arguments of playwright test]`: runs the journeys against the built server in demo mode. */
import { buildIfStale } from './build.ts'
import { browsers, playwrightCli, provideBrowser, provideChromium } from './browsers.ts'
import { testEnvironment } from './environment.ts'
import { findFreePort } from './free-port.ts'
import { runCommand } from './process.ts'

async function main(): Promise<number> {
  const env = testEnvironment(process.env)
  env['CHROMIUM_PATH'] = await provideChromium()
  for (const name of ['firefox', 'webkit'] as const) {
    const path = await provideBrowser(name)
    const { title, envVariable } = browsers[name]
    env[envVariable] = path ?? ''
    if (path === null) console.log(`${title} is not available here: its journeys are skipped.`)
  }
  // A free port, because another run may be active on this machine.
  env['E2E_PORT'] = String(await findFreePort())
  await buildIfStale(env)
  const args = ['test', '-c', 'e2e/playwright.config.ts', ...process.argv.slice(2)]
  return runCommand(process.execPath, [playwrightCli, ...args], { env })
}

try {
  process.exitCode = await main()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
