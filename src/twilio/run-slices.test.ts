import { expect, test } from 'vitest'

import { planSlices, readSlices, type SlicePage, type SlicePlan } from './run-slices.ts'

const hourMs = 3_600_000
const nowMs = Date.UTC(2026, 10, 3)
const day = { status: null, from: nowMs - 24 * hourMs, to: nowMs }
/** 143 pages a day. */
const busy = 143_000 / (24 * hourMs)

const page = (fields: Partial<SlicePage> = {}): SlicePage => ({
  rowCount: 1000,
  next: null,
  oldestStartMs: null,
  newestStartMs: null,
  ...fields,
})
const cursor = (token: string) => ({ page: null, token })
const filters = ({ slices }: SlicePlan) => slices.map(({ filter }) => filter)

test('a day of 143 pages is cut into 48 slices, newest first, which overlap by a second', () => {
  const cut = filters(planSlices(day, busy, nowMs))
  expect(cut).toHaveLength(48)
  expect(cut[0]).toEqual({ status: null, from: nowMs - hourMs / 2 - 1000, to: nowMs + 1000 })
  const starts = cut.slice(0, -1).map(({ from }) => (from ?? 0) + 1000)
  expect(cut.slice(1).map(({ to }) => to)).toEqual(starts)
  expect(cut.at(-1)?.from).toBe(day.from - 1000)
})

test('a range of two pages is not cut, nor is a list without a range', () => {
  expect(filters(planSlices({ ...day, from: nowMs - hourMs / 4 }, busy, nowMs))).toHaveLength(1)
  expect(filters(planSlices({ status: null, from: null, to: null }, busy, nowMs))).toHaveLength(1)
})

test('a range without an end stays open; one without a start is cut over the days that Twilio keeps', () => {
  const open = filters(planSlices({ ...day, to: null }, busy, nowMs))
  expect([open.length, open[0]?.to]).toEqual([48, null])
  const old = filters(planSlices({ ...day, from: null }, busy, nowMs))
  expect([old.length, old.at(-1)?.from]).toEqual([64, null])
})

test('where the density is unknown, the first page tells it', async () => {
  const plan = planSlices({ ...day, status: 'active' }, busy, nowMs)
  expect(plan.slices).toHaveLength(1)
  const first = page({ next: cursor('a'), newestStartMs: nowMs, oldestStartMs: nowMs - 2 * hourMs })
  const { rest } = await readSlices(plan, async () => first, nowMs)
  expect(filters(rest).map(({ status }) => status)).toEqual(Array.from({ length: 5 }, () => 'active'))
  const sparse = page({ next: cursor('a'), newestStartMs: nowMs, oldestStartMs: nowMs - 20 * hourMs })
  const next = await readSlices(plan, async () => sparse, nowMs)
  expect(next.rest.slices).toEqual([{ ...plan.slices[0], cursor: cursor('a'), tokens: ['a'] }])
})

test('four slices are read at once, the newest ones, and each to its own end', async () => {
  const plan = planSlices(day, busy, nowMs)
  const asked: unknown[] = []
  const { rest } = await readSlices(
    plan,
    async (slice) => {
      asked.push(slice)
      return page({ next: slice === plan.slices[1] ? cursor('b') : null })
    },
    nowMs,
  )
  expect(asked).toEqual(plan.slices.slice(0, 4))
  expect(rest.slices).toEqual([
    { ...plan.slices[1], cursor: cursor('b'), tokens: ['b'] },
    ...plan.slices.slice(4),
  ])
})

test('a token that repeats ends its slice, and the plan says so', async () => {
  let plan = planSlices(day, null, nowMs)
  for (const token of ['a', 'b', 'a'])
    plan = (await readSlices(plan, async () => page({ next: cursor(token) }), nowMs)).rest
  expect(plan).toMatchObject({ slices: [], isCutShort: true })
})

test('a failure is reported after all requests have ended', async () => {
  const plan = planSlices(day, busy, nowMs)
  let ended = 0
  const failing = readSlices(
    plan,
    async (slice) => {
      if (slice === plan.slices[0]) throw new Error('No')
      await Promise.resolve()
      ended++
      return page()
    },
    nowMs,
  )
  await expect(failing).rejects.toThrow('No')
  expect(ended).toBe(3)
})
