import { afterEach, expect, test, vi } from 'vitest'

import { openJson } from './open.ts'

afterEach(() => void vi.unstubAllGlobals())

/** More than is read without a worker. */
const large = JSON.stringify(Array.from({ length: 60_000 }, (_, i) => i))

/** Workers that die as soon as they are asked something, and say so or do not. */
function dyingWorkers(how: 'with an error' | 'silently') {
  const started: string[] = []
  const ended: string[] = []
  const locks = new Map<string, () => void>()
  vi.stubGlobal('navigator', {
    locks: {
      request: (name: string, _: object, held: () => Promise<void>) =>
        new Promise<void>((resolve) => {
          locks.set(name, () => void held().then(resolve))
        }),
    },
  })
  class Dying {
    readonly #listeners = new Map<string, (event: object) => void>()
    readonly #lock: string
    constructor(_url: URL, { name }: { name: string }) {
      started.push(name)
      this.#lock = `lock ${started.length}`
    }
    addEventListener(type: string, listener: (event: object) => void) {
      this.#listeners.set(type, listener)
    }
    postMessage() {
      this.#listeners.get('message')?.({ data: { alive: this.#lock } })
      queueMicrotask(() => {
        if (how === 'silently') locks.get(this.#lock)?.()
        else this.#listeners.get('error')?.({})
      })
    }
    terminate() {
      ended.push(this.#lock)
    }
  }
  vi.stubGlobal('Worker', Dying)
  return { started, ended }
}

test.each(['with an error', 'silently'] as const)(
  'a worker that dies %s leaves its work to the page, and the next text to another worker',
  async (how) => {
    const { started, ended } = dyingWorkers(how)
    expect((await openJson(large)).size).toBe(60_001)
    expect((await openJson(large)).size).toBe(60_001)
    expect([started, ended]).toEqual([
      ['json', 'json'],
      ['lock 1', 'lock 2'],
    ])
  },
)
