import { globSync, readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'

import { defineConfig } from 'vitest/config'

/**
 * Replacing a module, a global, or what a page has once: its window, its document, its engine. Modules keep what they made of
 * it, such as a worker. Or counting timers: an earlier file may still set one.
 */
const replacement =
  /\bvi\.(?:mock|stubGlobal|getTimerCount)\(|#testing\/(?:[\w-]+\/)*(?:fake-engine|render-hook)\.ts/

const isolated = globSync('**/*.test.{ts,tsx}', { cwd: import.meta.dirname }).filter((file) =>
  replacement.test(readFileSync(join(import.meta.dirname, file), 'utf8')),
)

export default defineConfig({
  root: import.meta.dirname,
  cacheDir: '../node_modules/.vite',
  test: {
    // Tests never see a real account: no `.env` is read, and nothing of the machine's own Twilio settings gets in.
    env: Object.fromEntries(
      Object.keys(process.env)
        .filter((name) => name.startsWith('TWILIO_'))
        .map((name) => [name, '']),
    ),
    testTimeout: 20_000,
    // Some tests wait, for other processes or for time to pass. On two processors three workers take 85 s, two 102.
    maxWorkers: Math.ceil(availableParallelism() * 1.5),
    projects: [
      {
        extends: true,
        test: {
          name: 'shared',
          include: ['**/*.test.ts', '**/*.test.tsx', '../e2e/**/*.test.ts'],
          exclude: isolated,
          // A worker runs many files and loads each module once, instead of starting for each file. A test restores the
          // globals, timers and variables that it changes.
          isolate: false,
        },
      },
      { extends: true, test: { name: 'isolated', include: isolated } },
    ],
  },
})
