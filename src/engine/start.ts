import { lastingConnection, type LastingConnection } from './lasting.ts'

/** Starts the engine's worker, and another one should it die. One is enough for a page: it keeps what was read of every flow. */
export function startEngine(): LastingConnection {
  return lastingConnection({
    start: () => new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'engine' }),
  })
}
