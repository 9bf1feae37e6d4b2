import { connect, type EngineConnection } from './connect.ts'

/** Starts the engine's worker. One is enough for a page: it keeps what was read of every flow. */
export function startEngine(): EngineConnection {
  return connect(new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'engine' }))
}
