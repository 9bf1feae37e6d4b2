import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { createConnectionWatch } from './connection-watch.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A server that is there, or not, as the test says. */
function watched(answers: boolean) {
  const server = { answers, asked: 0 }
  const told: string[] = []
  const watch = createConnectionWatch({
    isThere: async () => {
      server.asked++
      return server.answers
    },
    tell: (state) => told.push(state),
  })
  return { server, told, watch }
}

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)

test('a doubt that is unfounded is nobody’s business', async () => {
  const { server, told, watch } = watched(true)
  watch.doubt()
  await pass(60_000)
  expect([server.asked, told]).toEqual([1, []])
})

test('one that is not is told at once, and its end by itself', async () => {
  const { server, told, watch } = watched(false)
  watch.doubt()
  await pass(0)
  expect(told).toEqual(['gone'])
  server.answers = true
  await pass(2_000)
  expect(told).toEqual(['gone', 'there'])
  await pass(60_000)
  expect(server.asked).toBe(2)
})

test('the server is looked for less and less often, and never less than twice a minute', async () => {
  const { server, watch } = watched(false)
  watch.doubt()
  await pass(10_000)
  const soon = server.asked
  expect(soon).toBeLessThan(6)
  await pass(600_000)
  expect(server.asked - soon).toBeGreaterThanOrEqual(20)
  expect(server.asked - soon).toBeLessThan(28)
})

test('a network that is back is worth a look before the pause is over', async () => {
  const { server, told, watch } = watched(false)
  watch.doubt()
  await pass(120_000)
  server.answers = true
  watch.hope()
  await pass(0)
  expect(told.at(-1)).toBe('there')
})

test('many doubts are one', async () => {
  const { server, watch } = watched(false)
  for (let i = 0; i < 9; i++) watch.doubt()
  await pass(0)
  expect(server.asked).toBe(1)
})
