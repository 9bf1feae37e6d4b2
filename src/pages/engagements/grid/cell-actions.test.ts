import { describe, expect, test } from 'vitest'

import { parsePieces } from '#search/grammar.ts'
import { everything, type Question } from '#search/question.ts'
import { sidOf } from '#testing/sids.ts'

import { cellActions, type CellAction } from './cell-actions.ts'
import type { ShownValue } from './cell-values.ts'

const row = {
  flowSid: sidOf('FW', 1),
  row: 0,
  sid: sidOf('FN', 1),
  status: 'ended',
  contact: '+15005550006',
  started: Date.UTC(2026, 10, 3, 9, 12),
  updated: Date.UTC(2026, 10, 3, 9, 15, 12),
  found: null,
}

type Given = {
  column: string | null
  value?: ShownValue
  question?: Partial<Question>
  row?: Partial<typeof row>
}

function actionsOf({ column, value = { state: 'missing' }, question = {}, row: some = {} }: Given) {
  const asked = { ...everything, ...question }
  return cellActions({ row: { ...row, ...some }, column, question: asked, valueOf: () => value })
}

function changes(actions: readonly CellAction[]) {
  return Object.fromEntries(
    actions.flatMap((action) => (action.kind === 'ask' ? [[action.label, action.change]] : [])),
  )
}

const copied = (actions: readonly CellAction[]) => actions.find(({ kind }) => kind === 'copy')

describe('a contact', () => {
  test('is looked for, left out and copied', () => {
    const actions = actionsOf({ column: 'contact' })
    expect(changes(actions)).toEqual({
      'Filter for this': { text: 'contact:=+15005550006' },
      'Exclude this': { text: '-contact:=+15005550006' },
    })
    expect(copied(actions)).toMatchObject({ text: '+15005550006' })
  })

  test('stands for the row as a whole', () => {
    expect(actionsOf({ column: null })).toEqual(actionsOf({ column: 'contact' }))
  })

  test('is added to what was typed, once', () => {
    const excluded = { text: '-contact:=+15005550006' }
    const parcel = actionsOf({ column: 'contact', question: { text: 'parcel' } })
    expect(changes(parcel)['Exclude this']).toEqual({ text: `parcel ${excluded.text}` })
    const only = actionsOf({ column: 'contact', question: { text: 'contact:=+15005550006' } })
    expect(changes(only)['Exclude this']).toEqual(excluded)
    expect(changes(actionsOf({ column: 'contact', question: excluded }))['Exclude this']).toEqual(excluded)
  })

  test('with blanks and quotes is read back as it is', () => {
    const contact = 'client:a "b" c'
    const [only] = actionsOf({ column: 'contact', row: { contact } })
    const text = only?.kind === 'ask' ? (only.change.text ?? '') : ''
    expect(parsePieces(text)).toMatchObject([{ not: false, value: { how: 'exact', text: contact } }])
  })
})

test('a status moves into its control, and is left out by a word', () => {
  expect(changes(actionsOf({ column: 'status' }))).toEqual({
    'Filter for this': { status: 'ended' },
    'Exclude this': { text: '-status:ended', status: null },
  })
  const active = changes(actionsOf({ column: 'status', question: { status: 'active' } }))
  expect(active['Exclude this']).toMatchObject({ status: 'active' })
  const unknown = changes(actionsOf({ column: 'status', row: { status: 'paused' } }))
  expect(unknown['Filter for this']).toEqual({ text: 'status:paused' })
})

test('a start bounds the list', () => {
  expect(changes(actionsOf({ column: 'started' }))).toEqual({
    'Only before': { to: row.started },
    'Only after': { from: row.started },
  })
})

test('a length bounds the list once it is known', () => {
  expect(changes(actionsOf({ column: 'duration' }))).toEqual({
    'Only this long or longer': { atLeast: 192 },
    'Only this long or shorter': { atMost: 192 },
  })
  expect(actionsOf({ column: 'duration', row: { status: 'active' } })).toEqual([])
})

describe('a value of the context', () => {
  const column = '$.flow.variables.lang'

  test('is looked for at its path', () => {
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

  test.each(['missing', 'unread', 'asked', 'failed'] as const)('that is %s offers nothing', (state) => {
    expect(actionsOf({ column, value: { state } })).toEqual([])
  })
})

test('nothing can be done with nothing', () => {
  const empty = { status: null, contact: null, started: null, updated: null, sid: null }
  for (const column of ['status', 'contact', 'started', 'updated', 'duration', 'engagement']) {
    const cell = cellActions({
      row: { ...row, ...empty },
      column,
      question: everything,
      valueOf: () => ({ state: 'missing' }),
    })
    expect(cell).toEqual([])
  }
})
