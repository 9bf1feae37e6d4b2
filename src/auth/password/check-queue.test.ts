import { expect, test } from 'vitest'

import { createCheckQueue, checkSkipped, type Lane } from './check-queue.ts'

const forever = new AbortController().signal

/** A queue in which one check runs at a time, and the order in which checks start. */
function setupQueue(maxWaiting = 100) {
  const queue = createCheckQueue({ maxConcurrent: 1, maxWaiting })
  const order: string[] = []
  const run = (lane: Lane, network: string, name = network, signal = forever) =>
    queue.run(
      async () => {
        order.push(name)
        await new Promise((go) => setImmediate(go))
        return name
      },
      { lane, network, signal },
    )
  void run('new', 'first')
  return { run, order, afterFirst: () => order.slice(1) }
}

test('known addresses go first, those that have failed last', async () => {
  const { run, afterFirst } = setupQueue()
  await Promise.all([run('failed', 'a'), run('new', 'b'), run('known', 'c')])
  expect(afterFirst()).toEqual(['c', 'b', 'a'])
})

test('one check in ten is for an address that has failed, however many others wait', async () => {
  const { run, afterFirst } = setupQueue()
  const others = Array.from({ length: 30 }, (_, i) => run('known', `network ${i}`))
  await Promise.all([...others, run('failed', 'failed'), run('failed', 'failed'), run('failed', 'failed')])
  expect(afterFirst().flatMap((name, index) => (name === 'failed' ? [index + 1] : []))).toEqual([10, 20, 30])
})

test('new networks are checked from both ends: the one that waits longest and the one that came last', async () => {
  const { run, afterFirst } = setupQueue()
  await Promise.all(['a', 'b', 'c', 'd', 'e', 'f'].map((network) => run('new', network)))
  expect(afterFirst()).toEqual(['a', 'f', 'b', 'e', 'c', 'd'])
})

test('a network with many attempts takes turns with the others', async () => {
  const { run, afterFirst } = setupQueue()
  const many = Array.from({ length: 20 }, (_, i) => run('new', 'many', `many ${i}`))
  await Promise.all([...many, run('new', 'a'), run('new', 'b'), run('new', 'c')])
  for (const name of ['a', 'b', 'c']) expect(afterFirst().indexOf(name)).toBeLessThan(6)
})

test('when full, the network with the most attempts loses the last one, those that have failed before others', async () => {
  const { run } = setupQueue(4)
  const many = ['1', '2', '3'].map((name) => run('new', 'many', name))
  const failed = run('failed', 'a', 'failed')
  expect(await Promise.all([...many, failed, run('new', 'b'), run('new', 'c')])).toEqual([
    '1',
    '2',
    checkSkipped,
    checkSkipped,
    'b',
    'c',
  ])
})

test('when full and nobody has more than others, the one who comes is refused', async () => {
  const { run } = setupQueue(2)
  expect(await Promise.all(['a', 'b', 'c'].map((network) => run('new', network)))).toEqual([
    'a',
    'b',
    checkSkipped,
  ])
})

test('an attempt that is aborted leaves the queue, once it is checked it goes on', async () => {
  const { run, order } = setupQueue()
  const abort = new AbortController()
  const waiting = run('new', 'a', 'a', abort.signal)
  const next = run('new', 'b', 'b', abort.signal)
  await new Promise((go) => setImmediate(go))
  expect(order).toEqual(['first', 'a'])
  abort.abort()
  expect([await waiting, await next]).toEqual(['a', checkSkipped])
  expect(await run('new', 'c', 'c', AbortSignal.abort())).toBe(checkSkipped)
})

test('a check that fails passes its place on', async () => {
  const queue = createCheckQueue({ maxConcurrent: 1, maxWaiting: 1 })
  const entry = { lane: 'new', network: 'a', signal: forever } as const
  const failing = queue.run(() => Promise.reject(new Error('no')), entry)
  const next = queue.run(async () => 'next', entry)
  await expect(failing).rejects.toThrow('no')
  expect(await next).toBe('next')
})
