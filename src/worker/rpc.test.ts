import { describe, expect, onTestFinished, test, vi } from 'vitest'

import { FakeWorker } from '#testing/fake-worker.ts'
import { waitFor } from '#testing/wait-for.ts'

import { createRpcClient, serveRpc, type WorkerExit } from './rpc.ts'

type TestMethods = {
  double: { params: number; result: number }
  fail: { params: Error; result: never }
  wait: { params: null; result: never }
  echo: { params: Uint8Array<ArrayBuffer>; result: Uint8Array<ArrayBuffer> }
}

const clientOptions = {
  deserializeError: (error: string) => new Error(error),
  exitError: ({ message }: WorkerExit) => new Error(message ?? 'ended'),
  onExit: () => {},
}

/** A server and a client, as in a worker and its page. */
function connect() {
  const { port1, port2 } = new MessageChannel()
  const onAborted = vi.fn<() => void>()
  const received: Uint8Array[] = []
  serveRpc<TestMethods, string, string>(
    port2,
    (emit) => ({
      double: (n) => {
        emit(`doubling ${n}`)
        return n * 2
      },
      fail: async (error) => {
        throw error
      },
      wait: (_, signal) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => {
            onAborted()
            reject(signal.reason)
          })
        }),
      echo: (bytes) => {
        received.push(bytes)
        return bytes
      },
    }),
    {
      serializeError: String,
      transferablesOf: (result) => (result instanceof Uint8Array ? [result.buffer] : []),
    },
  )
  port1.start()
  port2.start()
  const responses = vi.fn<(message: unknown) => void>()
  port1.addEventListener('message', ({ data }) => 'id' in data && responses(data))
  const client = createRpcClient<TestMethods, string, string>(port1, clientOptions)
  onTestFinished(() => port1.close())
  return { client, port1, onAborted, received, responses }
}

describe('a call', () => {
  test('gets its own result', async () => {
    const { client } = connect()
    expect(await Promise.all([client.call('double', 2), client.call('double', 3)])).toEqual([4, 6])
  })

  test('is rejected with what its handler threw', async () => {
    const { client } = connect()
    await expect(client.call('fail', new TypeError('no'))).rejects.toThrow('TypeError: no')
    expect(await client.call('double', 1)).toBe(2)
  })

  test('of an unknown method is an error', async () => {
    const { port1, responses } = connect()
    port1.postMessage({ id: 1, method: 'constructor', params: null })
    const error = 'TypeError: Unknown method: constructor'
    await waitFor(() => expect(responses).toHaveBeenCalledWith({ id: 1, error }))
  })

  test('is rejected at once when aborted, and its handler is aborted too', async () => {
    const { client, onAborted, responses } = connect()
    const abort = new AbortController()
    const call = client.call('wait', null, { signal: abort.signal })
    abort.abort()
    await expect(call).rejects.toMatchObject({ name: 'AbortError' })
    await waitFor(() => expect(onAborted).toHaveBeenCalledOnce())
    expect(await client.call('double', 1)).toBe(2)
    expect(responses).toHaveBeenCalledOnce()
  })

  test('is not sent when aborted before', async () => {
    const worker = new FakeWorker<string, string>()
    const client = createRpcClient<TestMethods, string, string>(worker, clientOptions)
    const call = client.call('double', 1, { signal: AbortSignal.abort() })
    await expect(call).rejects.toMatchObject({ name: 'AbortError' })
    expect(worker.calls).toEqual([])
  })

  test('transfers buffers in both directions', async () => {
    const { client, received } = connect()
    const bytes = new Uint8Array(5)
    expect(await client.call('echo', bytes, { transfer: [bytes.buffer] })).toHaveLength(5)
    expect([bytes, ...received].map(({ length }) => length)).toEqual([0, 0])
  })
})

test('events reach the subscribers until they unsubscribe', async () => {
  const { client } = connect()
  const onEvent = vi.fn<(event: string) => void>()
  const unsubscribe = client.subscribe(onEvent)
  await client.call('double', 1)
  unsubscribe()
  await client.call('double', 2)
  expect(onEvent.mock.calls).toEqual([['doubling 1']])
})

function createFakeFixture() {
  const worker = new FakeWorker()
  const log: unknown[] = []
  const client = createRpcClient<TestMethods>(worker, {
    deserializeError: (error) => error,
    exitError: clientOptions.exitError,
    onExit: (exit) => log.push(exit),
  })
  const call = () => client.call('double', 1).catch((thrown: unknown) => log.push(String(thrown)))
  return { worker, client, call, log }
}

/** Holds a lock until the returned function is called. */
async function holdLock(name: string): Promise<() => void> {
  const lifetime = Promise.withResolvers<void>()
  await new Promise<void>((resolve) => {
    void navigator.locks.request(name, () => {
      resolve()
      return lifetime.promise
    })
  })
  return lifetime.resolve
}

describe('when the worker ends', () => {
  test('with an error, onExit is called before all calls are rejected', async () => {
    const { worker, call, log } = createFakeFixture()
    const calls = [call(), call()]
    worker.crash('Uncaught TypeError: x is undefined')
    worker.crash()
    await Promise.all([...calls, call()])
    expect(worker.isTerminated).toBe(true)
    expect(log).toEqual([
      { message: 'TypeError: x is undefined', wasLoaded: true },
      ...Array<string>(3).fill('Error: TypeError: x is undefined'),
    ])
  })

  test('silently, its lock is released', async () => {
    const { worker, call, log } = createFakeFixture()
    const release = await holdLock('rpc-test-silent')
    worker.send({ lock: 'rpc-test-silent' })
    const pending = call()
    release()
    await pending
    expect(worker.isTerminated).toBe(true)
    expect(log).toEqual([{ message: null, wasLoaded: true }, 'Error: ended'])
  })

  test('before it is loaded, the error has no message', () => {
    const { worker, log } = createFakeFixture()
    worker.crash()
    expect(log).toEqual([{ message: null, wasLoaded: false }])
  })

  test('on purpose, onExit is not called', async () => {
    const { worker, client, log } = createFakeFixture()
    const release = await holdLock('rpc-test-on-purpose')
    worker.send({ lock: 'rpc-test-on-purpose' })
    client.terminate()
    release()
    await navigator.locks.request('rpc-test-on-purpose', () => {})
    worker.crash()
    expect([worker.isTerminated, log]).toEqual([true, []])
  })
})
