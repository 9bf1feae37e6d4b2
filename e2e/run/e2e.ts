/** `npm run e2e [arguments of playwright test]`: the journeys, against the built server in demo mode. */
import { buildIfStale } from './build.ts'
import { playwrightCli, provideChromium } from './chromium.ts'
import { testEnvironment } from './environment.ts'
import { freePort } from './free-port.ts'
import { run } from './process.ts'

async function main(): Promise<number> {
  const env = testEnvironment(process.env)
  env['CHROMIUM_PATH'] = await provideChromium()
  // Not always the same one: somebody else may be running the journeys on this machine.
  env['E2E_PORT'] = String(await freePort())
  await buildIfStale(env)
  const args = ['test', '-c', 'e2e/playwright.config.ts', ...process.argv.slice(2)]
  return run(process.execPath, [playwrightCli, ...args], { env })
}

try {
  process.exitCode = await main()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
