import { defineConfig } from 'vitest/config'

/** Tests that replace what a whole page has once: its window, its document, its engine. */
const isolated = ['**/use-*.test.ts', 'queries/sync-engine-cache.test.ts']

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
    projects: [
      {
        extends: true,
        test: {
          name: 'shared',
          include: ['**/*.test.ts', '**/*.test.tsx', '../e2e/**/*.test.ts'],
          exclude: isolated,
          // A worker runs many files and loads each module once: a third of the time was the start of workers. A test
          // restores the globals, timers and environment that it changes.
          isolate: false,
        },
      },
      { extends: true, test: { name: 'isolated', include: isolated } },
    ],
  },
})
