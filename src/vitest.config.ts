import { defineConfig } from 'vitest/config'

export default defineConfig({
  root: import.meta.dirname,
  cacheDir: '../node_modules/.vite',
  test: {
    include: ['**/*.test.ts', '**/*.test.tsx', '../e2e/**/*.test.ts'],
    // Tests never see a real account: no `.env` is read, and nothing of the machine's own Twilio settings gets in.
    env: Object.fromEntries(
      Object.keys(process.env)
        .filter((name) => name.startsWith('TWILIO_'))
        .map((name) => [name, '']),
    ),
    testTimeout: 20_000,
  },
})
