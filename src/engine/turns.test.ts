import { expect, test } from 'vitest'

import { createTurns } from './turns.ts'

const never = new AbortController().signal

/** Work that ends when told to, and notes when it begins. */
function workOf(name: string, begun: string[]) {
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  const work = () => {
    begun.push(name)
    return promise
  }
  return { work, end: () => resolve(name), fail: () => reject(new Error(name)) }
}

test('one at a time, in the order they came, whatever becomes of each', async () => {
  const turn = createTurns()
  const begun: string[] = []
  const [a, b, c] = [workOf('a', begun), workOf('b', begun), workOf('c', begun)]
  const ends = [turn(a.work, never), turn(b.work, never), turn(c.work, never)]
  await Promise.resolve()
  expect(begun).toEqual(['a'])
  a.fail()
  await expect(ends[0]).rejects.toThrow('a')
  b.end()
  await expect(ends[1]).resolves.toBe('b')
  c.end()
  await expect(ends[2]).resolves.toBe('c')
  expect(begun).toEqual(['a', 'b', 'c'])
})

test('what is aborted before its turn never begins', async () => {
  const turn = createTurns()
  const begun: string[] = []
  const [a, b, c] = [workOf('a', begun), workOf('b', begun), workOf('c', begun)]
  const abort = new AbortController()
  const first = turn(a.work, never)
  const aborted = turn(b.work, abort.signal)
  const third = turn(c.work, never)
  abort.abort()
  a.end()
  c.end()
  await expect(aborted).rejects.toMatchObject({ name: 'AbortError' })
  await Promise.all([first, third])
  expect(begun).toEqual(['a', 'c'])
})
