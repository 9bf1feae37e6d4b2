import { expect, test } from 'vitest'

import { createQueue, full } from './queue.ts'

function gates(queue: ReturnType<typeof createQueue>) {
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

test('so many at once, the others in the order they came', async () => {
  const queue = createQueue({ atOnce: 2, waiting: 2 })
  const { log, run, finish } = gates(queue)
  const answers = ['a', 'b', 'c', 'd'].map(run)
  expect(log).toEqual(['a', 'b'])
  await finish('b')
  expect(log).toEqual(['a', 'b', 'c'])
  await finish('a')
  await finish('c')
  await finish('d')
  expect(await Promise.all(answers)).toEqual(['a', 'b', 'c', 'd'])
  expect(queue.isIdle()).toBe(true)
})

test('whoever finds too many waiting does not wait', async () => {
  const { run, finish } = gates(createQueue({ atOnce: 1, waiting: 1 }))
  const first = run('a')
  const second = run('b')
  expect(await run('c')).toBe(full)
  await finish('a')
  await finish('b')
  expect(await Promise.all([first, second])).toEqual(['a', 'b'])
})

test('a task that fails gives its place on', async () => {
  const queue = createQueue({ atOnce: 1, waiting: 1 })
  const failing = queue.run(async () => {
    throw new Error('no')
  })
  const next = queue.run(async () => 'next')
  await expect(failing).rejects.toThrow('no')
  expect(await next).toBe('next')
  expect(queue.isIdle()).toBe(true)
})
