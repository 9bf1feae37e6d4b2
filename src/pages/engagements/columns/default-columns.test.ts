import { expect, test } from 'vitest'

import { maskText } from '#privacy/mask.ts'
import { sortKeys } from '#search/query/list-query.ts'
import { fitColumns } from '#table/responsive-columns.ts'
import { sidOf } from '#testing/sids.ts'
import { noMask } from '#ui/text/text-mask.ts'
import { defaultUrlState } from '#urls/urls.ts'

import { lastTabPref } from '#pages/prefs/ui-prefs.ts'
import { createContextColumn } from './context-column.tsx'
import { defaultColumns, openedUrlState } from './default-columns.tsx'

test('every sort key has a column, and only these columns are sortable', () => {
  const sortable = defaultColumns.filter(({ meta }) => meta?.isSortable === true)
  expect(new Set(sortable.map(({ id }) => id))).toEqual(new Set(sortKeys))
})

test('as the list gets narrower, Updated goes first, then Duration, Outcome, and Started last, below 375 px', () => {
  const inOrder = ['updated', 'duration', 'outcome', 'started']
  for (let width = 1280; width >= 300; width--) {
    const ids = hidden(width)
    expect(new Set(ids), `${width} px`).toEqual(new Set(inOrder.slice(0, ids.length)))
  }
  expect(hidden(390)).not.toContain('outcome')
  expect(hidden(375)).not.toContain('started')
})

test('the narrowest Contact column has room for separators in phone numbers', () => {
  const contact = defaultColumns.find(({ id }) => id === 'contact')
  const paddingPx = 16
  // 7.2 rem, in `separator.tsx`
  expect((contact?.meta?.minWidth ?? 0) - paddingPx).toBeGreaterThanOrEqual(7.2 * 16)
})

/** The columns that a list of this width in px hides. */
function hidden(width: number) {
  const visible = fitColumns(defaultColumns, width)
  return defaultColumns.filter((column) => !visible.includes(column)).map(({ id }) => id)
}

test('a run opens in the tab used last, in that of the run beside the list, or at its match', () => {
  const noMatch = { match: null }
  lastTabPref.write('story')
  expect(openedUrlState(defaultUrlState, noMatch, noMask).tab).toBe('story')
  expect(openedUrlState({ ...defaultUrlState, tab: 'steps' }, noMatch, noMask).tab).toBe('steps')
  const found = { match: { path: ['trigger'], text: '', start: 0, end: 0 } }
  expect(openedUrlState({ ...defaultUrlState, tab: 'steps' }, found, noMask)).toMatchObject({
    tab: 'context',
    path: ['trigger'],
  })
  const body = ['trigger', 'message', 'Body']
  const quoted = { match: { ...found.match, path: body } }
  expect(openedUrlState(defaultUrlState, quoted, noMask)).toMatchObject({ tab: 'story', path: body })
  expect(openedUrlState({ ...defaultUrlState, tab: 'steps' }, quoted, noMask).tab).toBe('context')
  const byNumber = { match: { ...found.match, path: ['flow', 'variables', '+14155550142'] } }
  expect(openedUrlState(defaultUrlState, byNumber, noMask).path).toEqual(byNumber.match.path)
  expect(openedUrlState(defaultUrlState, byNumber, maskText).path).toBeNull()
  expect(openedUrlState(defaultUrlState, quoted, maskText).path).toEqual(body)
  lastTabPref.write('context')
})

test('a row opens without the place of the run beside the list', () => {
  const open = { ...defaultUrlState, path: ['a'], step: sidOf('FT', 1), field: 'sid', run: sidOf('FN', 1) }
  expect(openedUrlState(open, { match: null }, noMask)).toEqual(defaultUrlState)
})

test('the name of a context column is masked: a key may be a phone number', () => {
  const id = `$.data['+14155550142'].name`
  expect(createContextColumn(id, maskText)?.meta).toMatchObject({
    label: `['+1••••••••42'].name`,
    hint: `$.data['+1••••••••42'].name`,
  })
  expect(createContextColumn(id, maskText)?.id).toBe(id)
})
