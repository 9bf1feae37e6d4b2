import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

import type { UpstreamFailure } from './events.ts'
import { createProxy } from './proxy.ts'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance', 'Date'] })
})
afterEach(() => {
  vi.useRealTimers()
})

const settled = () => new Promise((resolve) => setImmediate(resolve))
const sid = (prefix: string, number: number) => `${prefix}${number.toString(16).padStart(32, '0')}`
const chunk = new Uint8Array(64 * 1024)

/** A body of 20 MB, as fast as it is read. */
function largeBody(): ReadableStream<Uint8Array<ArrayBuffer>> {
  let left = 20 * 2 ** 20
  return new ReadableStream(
    {
      pull(controller) {
        controller.enqueue(chunk)
        left -= chunk.length
        if (left <= 0) controller.close()
      },
    },
    { highWaterMark: 0 },
  )
}

/** A proxy whose upstream answers at once: contexts with 20 MB, everything else with little. */
function setupProxy() {
  const failures: UpstreamFailure[] = []
  const proxy = createProxy({
    fetch: async ({ url }) => new Response(url.endsWith('/Context') ? largeBody() : '{}'),
    base: new URL('https://studio.twilio.com'),
    credentials: { user: 'user', password: 'password' },
    onEvent: (event) => event.kind === 'failed' && failures.push(event.reason),
  })
  const sendRequest = (path: string, caller: string) =>
    proxy(new Request(`http://localhost/api/v1/Flows/${sid('FW', 1)}${path}`), { caller })
  return { sendRequest, failures }
}

type SlowReader = {
  caller: string
  state: 'waiting' | 'reading' | 'done' | 'broken'
  read: () => Promise<void>
}

/** Requests contexts, each for a caller, to be read chunk by chunk. */
function openContexts(sendRequest: ReturnType<typeof setupProxy>['sendRequest'], callers: string[]) {
  return callers.map((caller, index) => {
    let body: ReadableStreamDefaultReader<Uint8Array> | undefined
    const reader: SlowReader = {
      caller,
      state: 'waiting',
      async read() {
        if (reader.state !== 'reading') return
        const read = await body?.read().catch(() => null)
        if (read?.done) reader.state = 'done'
        else if (!read) reader.state = 'broken'
      },
    }
    void sendRequest(`/Engagements/${sid('FN', index)}/Context`, caller).then((response) => {
      body = response.body?.getReader()
      reader.state = 'reading'
    })
    return reader
  })
}

/** Lets time pass; each reader takes so many chunks each second, or each `pauseS` seconds. */
async function pass(seconds: number, readers: readonly SlowReader[], { chunks = 1, pauseS = 1 } = {}) {
  for (let second = 1; second <= seconds; second++) {
    vi.advanceTimersByTime(1000)
    await settled()
    for (let i = 0; i < (second % pauseS === 0 ? chunks : 0); i++) {
      await Promise.all(readers.map(({ read }) => Promise.race([read(), settled()])))
    }
  }
}

describe('others get an answer within seconds', () => {
  test.each([
    ['seven slow readers of one caller', Array.from({ length: 7 }, () => 'a'), 4],
    ['fourteen slow readers of one caller', Array.from({ length: 14 }, () => 'a'), 4],
    ['seven slow callers', Array.from({ length: 7 }, (_, i) => `a${i}`), 10],
  ])('while %s hold everything', async (_, callers, seconds) => {
    const { sendRequest } = setupProxy()
    const readers = openContexts(sendRequest, callers)
    // Slow, but not so slow that they time out.
    const pace = { chunks: 1, pauseS: 10 }
    await pass(60, readers, pace)
    const answer = vi.fn<(response: Response) => void>()
    void sendRequest('', 'b').then(answer)
    await pass(seconds, readers, pace)
    expect(answer).toHaveBeenCalledOnce()
  })

  test('even if one caller reads fast enough, but has more than half of the places', async () => {
    const { sendRequest, failures } = setupProxy()
    const readers = openContexts(sendRequest, ['a', 'a', 'a', 'a', 'a', 'a'])
    const pace = { chunks: 4 }
    await pass(5, readers, pace)
    const answer = vi.fn<(response: Response) => void>()
    void sendRequest('', 'b').then(answer)
    await pass(4, readers, pace)
    expect(answer).toHaveBeenCalledOnce()
    expect(failures).toEqual(['too-slow'])
  })
})

test('slow readers are left alone while no other caller waits', async () => {
  const { sendRequest } = setupProxy()
  const readers = openContexts(sendRequest, ['a', 'a', 'a', 'a', 'a', 'a', 'a'])
  void sendRequest('', 'a')
  await pass(40, readers, { pauseS: 10 })
  expect(readers.filter(({ state }) => state === 'broken')).toEqual([])
})

test('a caller with 100 requests waiting does not keep another one from its first answer', async () => {
  const order: string[] = []
  const proxy = createProxy({
    fetch: async () => {
      await new Promise((resolve) => setTimeout(resolve, 100))
      return new Response('{}')
    },
    base: new URL('https://studio.twilio.com'),
    credentials: { user: 'user', password: 'password' },
  })
  const send = async (number: number, caller: string) => {
    const response = await proxy(new Request(`http://localhost/api/v1/Flows/${sid('FW', number)}`), {
      caller,
    })
    await response.text()
    order.push(caller)
  }
  for (let number = 0; number < 104; number++) void send(number, 'a')
  void send(200, 'b')
  for (let i = 0; i < 2; i++) {
    vi.advanceTimersByTime(100)
    await settled()
  }
  expect(order).toEqual(['a', 'a', 'a', 'a', 'b', 'a', 'a', 'a'])
})
