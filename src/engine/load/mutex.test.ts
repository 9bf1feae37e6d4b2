import { expect, test } from 'vitest'

import { createMutex } from './mutex.ts'

const never = new AbortController().signal

/** A task that the test ends, and that records its start. */
function createTask(name: string, started: string[]) {
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  const task = () => {
    started.push(name)
    return promise
  }
  return { task, end: () => resolve(name), fail: () => reject(new Error(name)) }
}

test('runs one task at a time, in order, even after a failure', async () => {
  const runExclusive = createMutex()
  const started: string[] = []
  const [a, b, c] = [createTask('a', started), createTask('b', started), createTask('c', started)]
  const results = [runExclusive(a.task, never), runExclusive(b.task, never), runExclusive(c.task, never)]
  await Promise.resolve()
  expect(started).toEqual(['a'])
  a.fail()
  await expect(results[0]).rejects.toThrow('a')
  b.end()
  await expect(results[1]).resolves.toBe('b')
  c.end()
  await expect(results[2]).resolves.toBe('c')
  expect(started).toEqual(['a', 'b', 'c'])
})

test('a task that is aborted while it waits never starts', async () => {
  const runExclusive = createMutex()
  const started: string[] = []
  const [a, b, c] = [createTask('a', started), createTask('b', started), createTask('c', started)]
  const abort = new AbortController()
  const first = runExclusive(a.task, never)
  const aborted = runExclusive(b.task, abort.signal)
  const third = runExclusive(c.task, never)
  abort.abort()
  a.end()
  c.end()
  await expect(aborted).rejects.toMatchObject({ name: 'AbortError' })
  await Promise.all([first, third])
  expect(started).toEqual(['a', 'c'])
})
