import { afterEach, expect, test, vi } from 'vitest'

import { openJson } from './open.ts'

afterEach(() => void vi.unstubAllGlobals())

/** More than is read without a worker. */
const large = JSON.stringify(Array.from({ length: 60_000 }, (_, i) => i))

/** Workers that die as soon as they are asked something. */
function dyingWorkers() {
  const started: string[] = []
  class Dying {
    #die = () => {}
    constructor(_url: URL, { name }: { name: string }) {
      started.push(name)
    }
    addEventListener(type: string, listener: () => void) {
      if (type === 'error') this.#die = listener
    }
    postMessage() {
      queueMicrotask(this.#die)
    }
  }
  vi.stubGlobal('Worker', Dying)
  return started
}

test('a worker that dies leaves its work to the page, and the next text to another worker', async () => {
  const started = dyingWorkers()
  expect((await openJson(large)).size).toBe(60_001)
  expect((await openJson(large)).size).toBe(60_001)
  expect(started).toEqual(['json', 'json'])
})
