import { expect, test } from 'vitest'

import { sidOf } from '#testing/sids.ts'

import { copiedText, describeCopied } from './copied-text.ts'

const row = {
  row: 7,
  sid: sidOf('FN', 7),
  runList: sidOf('FW', 1),
  status: 'ended',
  contact: 'whatsapp:+14155550199',
  started: Date.parse('2026-11-03T09:12:45Z'),
  updated: null,
  durationMs: null,
  outcome: null,
  stuck: null,
  match: null,
}
const path = '$.flow.variables.note'
const copied = (column: string, value: string | null = null, mask = (text: string) => text) =>
  copiedText({
    row,
    timeZone: 'UTC',
    column,
    getCellValue: () => (value === null ? { state: 'missing' } : { state: 'value', text: value }),
    mask,
  })

test('a SID and a contact are copied whole', () => {
  expect(copied('engagement')).toBe(row.sid)
  expect(copied('contact')).toBe(row.contact)
})

test('a time is copied to the second, a missing value as an empty text', () => {
  expect(copied('started')).toMatch(/^\d{1,2} Nov 2026, \d\d:12:45$/)
  expect(copied('updated')).toBe('')
  expect(copied(path)).toBe('')
  expect(copied('match')).toBe('')
})

test.each(['not-loaded', 'pending', 'failed'] as const)('a value that is %s is no empty text', (state) => {
  const cell = { row, timeZone: 'UTC', column: path, mask: (text: string) => text }
  expect(copiedText({ ...cell, getCellValue: () => ({ state }) })).toBe('Not loaded')
})

test('cells are masked', () => {
  expect(copied('contact', null, (text) => text.replaceAll(/\d/g, '•'))).toBe('whatsapp:+•••••••••••')
})

test('says what was copied', () => {
  expect(describeCopied({ copied: 1, missing: 0 })).toBe('Copied 1 row')
  expect(describeCopied({ copied: 80, missing: 20 })).toBe(
    'Copied 80 rows; 20 rows scrolled by too fast to copy',
  )
})
