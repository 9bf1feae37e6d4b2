import { expect, test } from 'vitest'

import { builtInViews } from './built-in-views.ts'

const now = Date.UTC(2026, 10, 3, 1, 30, 20)

const fromIn = (zone: Parameters<typeof builtInViews>[1]) =>
  builtInViews(now, zone, null).find(({ name }) => name === 'Failed today')?.query.from

test('the day of “Failed today” begins at midnight of the chosen time zone', () => {
  expect(fromIn('UTC')).toBe(Date.UTC(2026, 10, 3))
  expect(fromIn('America/New_York')).toBe(Date.UTC(2026, 10, 2, 5))
})

test('stuck runs are active ones, oldest first; the contact has a view while one of its runs is open', () => {
  const views = builtInViews(now, 'UTC', '+14155550123')
  expect(views.find(({ name }) => name === 'Stuck')?.query).toMatchObject({
    status: 'active',
    outcomes: ['stuck'],
    sort: { by: 'started', descending: false },
  })
  expect(views.at(-1)).toMatchObject({ name: 'This contact', query: { text: 'contact:=+14155550123' } })
  expect(builtInViews(now, 'UTC', null).at(-1)?.name).toBe('Last hour')
})
