import { afterEach, expect, test, vi } from 'vitest'

import { JsonTextError } from '#json/parse/json-text-error.ts'
import { FakeWorker } from '#testing/fake-worker.ts'
import type { RpcRequest } from '#worker/rpc.ts'

import { parseJsonAsync } from './worker-client.ts'

afterEach(() => void vi.unstubAllGlobals())

/** Too long to be parsed without a worker. */
const large = JSON.stringify(Array.from({ length: 60_000 }, (_, i) => i))

/** Workers that die on the first message, with or without an error event. */
function dyingWorkers(signal: 'with an error' | 'silently') {
  const started: string[] = []
  const ended: string[] = []
  const locks = new Map<string, () => void>()
  vi.stubGlobal('navigator', {
    locks: {
      request: (name: string, _: object, whileHeld: () => Promise<void>) =>
        new Promise<void>((resolve) => {
          locks.set(name, () => void whileHeld().then(resolve))
        }),
    },
  })
  class DyingWorker extends FakeWorker {
    readonly #lock: string
    constructor(_url: URL, { name }: { name: string }) {
      super()
      started.push(name)
      this.#lock = `lock ${started.length}`
    }
    override postMessage() {
      this.send({ lock: this.#lock })
      queueMicrotask(() => {
        if (signal === 'silently') locks.get(this.#lock)?.()
        else this.crash()
      })
    }
    override terminate() {
      ended.push(this.#lock)
    }
  }
  vi.stubGlobal('Worker', DyingWorker)
  return { started, ended }
}

test.each(['with an error', 'silently'] as const)(
  'when a worker dies %s, its call runs inline and the next call starts a new worker',
  async (signal) => {
    const { started, ended } = dyingWorkers(signal)
    expect((await parseJsonAsync(large)).size).toBe(60_001)
    expect((await parseJsonAsync(large)).size).toBe(60_001)
    expect([started, ended]).toEqual([
      ['json', 'json'],
      ['lock 1', 'lock 2'],
    ])
  },
)

test('a text that is not JSON is an error; after any other error its call runs inline', async () => {
  const errors = [{ kind: 'not-json', position: 7, message: 'Unexpected end' }, null]
  class FailingWorker extends FakeWorker {
    override postMessage(message: RpcRequest) {
      super.postMessage(message)
      queueMicrotask(() => this.fail(this.calls.length - 1, errors.shift()))
    }
  }
  vi.stubGlobal('Worker', FailingWorker)
  const failure = parseJsonAsync(large)
  await expect(failure).rejects.toBeInstanceOf(JsonTextError)
  await expect(failure).rejects.toMatchObject({ kind: 'not-json', position: 7, message: 'Unexpected end' })
  expect((await parseJsonAsync(large)).size).toBe(60_001)
})
