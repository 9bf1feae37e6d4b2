import { expect, test } from 'vitest'

import { emptyQuery } from '#search/query/list-query.ts'
import { defaultUrlState } from '#urls/urls.ts'

import { maskViewLink, parseViewLink, splitLink, viewLink } from './view-links.ts'

test('a view has filters, order, columns and text, and nothing of the panel', () => {
  const listQuery = { ...emptyQuery, status: 'active', text: 'refund?&#=' } as const
  const columns = [{ id: '$.flow.variables.lang', width: 120 }]
  const link = viewLink({ listQuery, columns })
  expect(link).toBe('?status=active&cols=$.flow.variables.lang:120#q=refund%3F%26%23%3D')
  expect(parseViewLink(link)).toEqual({ ...defaultUrlState, listQuery, columns })
})

test.each([
  ['', '', ''],
  ['?status=active', '?status=active', ''],
  ['#q=a#b?c', '', '#q=a#b?c'],
  ['?sort=started#q=x', '?sort=started', '#q=x'],
])('%o has the query %o and the fragment %o', (link, search, hash) => {
  expect(splitLink(link)).toEqual({ search, hash })
})

test('a masked link has its text and its columns masked, and all else as it was', () => {
  expect(maskViewLink('?status=ended#q=%2B14155550199')).not.toContain('5550')
  const column = viewLink({ listQuery: emptyQuery, columns: [{ id: "$['+14155550199']", width: 120 }] })
  expect(decodeURIComponent(maskViewLink(column))).toBe("?cols=$['+1••••••••99']:120")
  expect(maskViewLink('?status=ended#q=refund')).toBe('?status=ended#q=refund')
  expect(maskViewLink('?status=ended')).toBe('?status=ended')
})
