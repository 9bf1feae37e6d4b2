import { expect, test } from 'vitest'

import { createConcurrencyLimit, queueFull } from './concurrency-limit.ts'

function controlledTasks(queue: ReturnType<typeof createConcurrencyLimit>) {
  const log: string[] = []
  const open = new Map<string, () => void>()
  const run = (name: string) =>
    queue.run(async () => {
      log.push(name)
      await new Promise<void>((go) => open.set(name, go))
      return name
    })
  const finish = async (name: string) => {
    open.get(name)?.()
    await new Promise((go) => setImmediate(go))
  }
  return { log, run, finish }
}

test('runs so many tasks at once, and the others in the order they came', async () => {
  const queue = createConcurrencyLimit({ maxConcurrent: 2, maxQueued: 2 })
  const { log, run, finish } = controlledTasks(queue)
  const results = ['a', 'b', 'c', 'd'].map(run)
  expect(log).toEqual(['a', 'b'])
  await finish('b')
  expect(log).toEqual(['a', 'b', 'c'])
  await finish('a')
  await finish('c')
  await finish('d')
  expect(await Promise.all(results)).toEqual(['a', 'b', 'c', 'd'])
  expect(queue.isIdle()).toBe(true)
})

test('rejects a task when the queue is full', async () => {
  const { run, finish } = controlledTasks(createConcurrencyLimit({ maxConcurrent: 1, maxQueued: 1 }))
  const first = run('a')
  const second = run('b')
  expect(await run('c')).toBe(queueFull)
  await finish('a')
  await finish('b')
  expect(await Promise.all([first, second])).toEqual(['a', 'b'])
})

test('a task that fails frees its slot', async () => {
  const queue = createConcurrencyLimit({ maxConcurrent: 1, maxQueued: 1 })
  const failing = queue.run(async () => {
    throw new Error('no')
  })
  const next = queue.run(async () => 'next')
  await expect(failing).rejects.toThrow('no')
  expect(await next).toBe('next')
  expect(queue.isIdle()).toBe(true)
})
