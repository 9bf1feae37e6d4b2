import { expect, test } from 'vitest'

import { atMost } from './at-most.ts'

test('no more than so many at once, in order, and a failure gives its place away', async () => {
  const run = atMost(2)
  const log: string[] = []
  let running = 0
  const work = (name: string) =>
    run(async () => {
      log.push(`${name} with ${running++}`)
      await new Promise((resolve) => setTimeout(resolve, 1))
      running--
      if (name === 'b') throw new Error(name)
      return name
    })
  const results = await Promise.allSettled(['a', 'b', 'c', 'd', 'e'].map(work))
  expect(results.map(({ status }) => status)).toEqual([
    'fulfilled',
    'rejected',
    'fulfilled',
    'fulfilled',
    'fulfilled',
  ])
  expect(log.map((line) => line[0]).join('')).toBe('abcde')
  expect(log.every((line) => /with [01]$/.test(line))).toBe(true)
  await expect(work('f')).resolves.toBe('f')
})
