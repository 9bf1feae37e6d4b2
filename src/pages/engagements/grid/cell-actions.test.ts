import { describe, expect, test } from 'vitest'

import { parseTokens } from '#search/syntax/query-syntax.ts'
import { emptyQuery, type ListQuery } from '#search/query/list-query.ts'
import { sidOf } from '#testing/sids.ts'

import { cellActions, type CellAction } from './cell-actions.ts'
import type { CellValueState } from '#pages/engagements/columns/cell-value-cache.ts'

const row = {
  runList: sidOf('FW', 1),
  row: 0,
  sid: sidOf('FN', 1),
  status: 'ended',
  contact: '+15005550006',
  started: Date.UTC(2026, 10, 3, 9, 12),
  updated: Date.UTC(2026, 10, 3, 9, 15, 12),
  durationMs: 192_500,
  outcome: null,
  stuck: null,
  match: null,
}

type CellCase = {
  column: string | null
  value?: CellValueState
  query?: Partial<ListQuery>
  row?: Partial<typeof row>
}

function actionsOf({ column, value = { state: 'missing' }, query = {}, row: rowChange = {} }: CellCase) {
  const fullQuery = { ...emptyQuery, ...query }
  return cellActions({
    row: { ...row, ...rowChange },
    column,
    query: fullQuery,
    zone: 'Europe/Berlin',
    getCellValue: () => value,
  })
}

function changes(actions: readonly CellAction[]) {
  return Object.fromEntries(
    actions.flatMap((action) => (action.kind === 'filter' ? [[action.label, action.change]] : [])),
  )
}

const copied = (actions: readonly CellAction[]) => actions.find(({ kind }) => kind === 'copy')

describe('a contact', () => {
  test('can be filtered for, excluded and copied', () => {
    const actions = actionsOf({ column: 'contact' })
    expect(changes(actions)).toEqual({
      'Filter for this': { text: 'contact:=+15005550006' },
      'Exclude this': { text: '-contact:=+15005550006' },
    })
    expect(copied(actions)).toMatchObject({ text: '+15005550006' })
  })

  test('is the target of the menu of a whole row', () => {
    expect(actionsOf({ column: null })).toEqual(actionsOf({ column: 'contact' }))
  })

  test('is added to the search text, once', () => {
    const excluded = { text: '-contact:=+15005550006' }
    const parcel = actionsOf({ column: 'contact', query: { text: 'parcel' } })
    expect(changes(parcel)['Exclude this']).toEqual({ text: `parcel ${excluded.text}` })
    const only = actionsOf({ column: 'contact', query: { text: 'contact:=+15005550006' } })
    expect(changes(only)['Exclude this']).toEqual(excluded)
    expect(changes(actionsOf({ column: 'contact', query: excluded }))['Exclude this']).toEqual(excluded)
  })

  test('with spaces and quotes parses to the same contact', () => {
    const contact = 'client:a "b" c'
    const [only] = actionsOf({ column: 'contact', row: { contact } })
    const text = only?.kind === 'filter' ? (only.change.text ?? '') : ''
    expect(parseTokens(text)).toMatchObject([
      { isNegated: false, value: { matchMode: 'exact', text: contact } },
    ])
  })
})

test('a status filter sets its control; excluding adds a search term', () => {
  expect(changes(actionsOf({ column: 'status' }))).toEqual({
    'Filter for this': { status: 'ended' },
    'Exclude this': { text: '-status:ended', status: null },
  })
  const active = changes(actionsOf({ column: 'status', query: { status: 'active' } }))
  expect(active['Exclude this']).toMatchObject({ status: 'active' })
  const unknown = changes(actionsOf({ column: 'status', row: { status: 'paused' } }))
  expect(unknown['Filter for this']).toEqual({ text: 'status:paused' })
})

test('a start time sets a bound of the date range', () => {
  expect(changes(actionsOf({ column: 'started' }))).toEqual({
    'Only before': { to: row.started },
    'Only after': { from: row.started },
  })
})

test('a duration sets a bound that includes it; that of an active run is copied as so far', () => {
  const actions = actionsOf({ column: 'duration' })
  expect(changes(actions)).toEqual({
    'Duration ≥ this': { minSeconds: 192 },
    'Duration ≤ this': { maxSeconds: 193 },
  })
  expect(copied(actions)).toMatchObject({ text: '3 min 12 s' })
  const active = actionsOf({ column: 'duration', row: { status: 'active' } })
  expect(changes(active)).toEqual(changes(actions))
  expect(copied(active)).toMatchObject({ text: '3 min 12 s so far' })
})

test('a negative duration can only be copied: no link could have it', () => {
  const negative = actionsOf({ column: 'duration', row: { durationMs: -2500 } })
  expect(negative).toMatchObject([{ kind: 'copy' }])
})

describe('a value of the context', () => {
  const column = '$.flow.variables.lang'

  test('is filtered for at its path', () => {
    const actions = actionsOf({ column, value: { state: 'value', text: '"es"' } })
    expect(changes(actions)).toEqual({
      'Filter for this': { text: 'flow.variables.lang:=es' },
      'Exclude this': { text: '-flow.variables.lang:=es' },
    })
    expect(copied(actions)).toMatchObject({ text: 'es' })
  })

  test('that is an object can only be copied', () => {
    const object = actionsOf({ column, value: { state: 'value', text: '{"a":1}' } })
    expect(object).toEqual([{ kind: 'copy', label: 'Copy', text: '{"a":1}' }])
  })

  test.each(['{"a":"xyz…', '"xyz…'])('that was cut can only be copied, as what it is: %s', (text) => {
    const actions = actionsOf({ column, value: { state: 'value', text } })
    expect(actions).toMatchObject([{ kind: 'copy', label: 'Copy the start of this long value' }])
  })

  test.each(['missing', 'not-loaded', 'pending', 'failed'] as const)('that is %s has no actions', (state) => {
    expect(actionsOf({ column, value: { state } })).toEqual([])
  })
})

test('an empty cell has no actions', () => {
  const empty = {
    outcome: null,
    stuck: null,
    status: null,
    contact: null,
    started: null,
    updated: null,
    durationMs: null,
    sid: null,
  }
  for (const column of ['status', 'contact', 'started', 'updated', 'duration', 'engagement']) {
    const cell = cellActions({
      row: { ...row, ...empty },
      column,
      query: emptyQuery,
      zone: 'UTC',
      getCellValue: () => ({ state: 'missing' }),
    })
    expect(cell).toEqual([])
  }
  expect(actionsOf({ column: 'contact', row: { contact: '' } })).toEqual([])
  expect(actionsOf({ column: 'status', row: { status: ' ' } })).toEqual([])
})
