import { describe, expect, test } from 'vitest'

import type { FileForm, MadeFile, PageSummary, SearchProgress } from '#engine/protocol.ts'
import { sidOf } from '#testing/sids.ts'

import { describeMade, nameFile } from './export-words.ts'

const flowSid = sidOf('FW', 1)
const more: PageSummary = {
  rows: 1000,
  added: 1000,
  read: 12_000,
  next: { page: '1', token: 't' },
  oldest: Date.UTC(2026, 10, 3, 9, 12),
  newestFirst: true,
  notice: null,
  at: 0,
}
const end: PageSummary = { ...more, next: null }
const running: SearchProgress = { state: 'running', searched: 3000, bytes: 1, ofBytes: 4, empty: 0 }
const made: MadeFile = {
  file: new Blob(),
  total: 37,
  read: 12_000,
  last: more,
  search: null,
  guarded: 0,
  empty: 0,
}
const csv: FileForm = { format: 'csv', paths: [], contexts: false, safe: true, masked: false }

const nameOf = (change: Partial<MadeFile>, filtered = true) =>
  nameFile({ flowSid, made: { ...made, ...change }, form: csv, filtered }).replace(flowSid, 'FW')

describe('the name of a file', () => {
  test('says how much is in it, and of how much', () => {
    expect(nameOf({})).toBe('flowdesk-FW-37-engagements-of-12000-read.csv')
    expect(nameOf({ total: 1, last: end })).toBe('flowdesk-FW-1-engagement-of-all-12000.csv')
    expect(nameOf({ total: 12_000 }, false)).toBe('flowdesk-FW-12000-engagements-read.csv')
    expect(nameOf({ total: 12_000, last: end }, false)).toBe('flowdesk-FW-all-12000-engagements.csv')
  })

  test('claims no whole where reading only stopped, or the search goes on', () => {
    expect(nameOf({ last: { ...end, notice: 'nothing-new' } })).toContain('-of-12000-read.')
    expect(nameOf({ last: null, read: 0, total: 0 })).toContain('-0-engagements-of-0-read.')
    expect(nameOf({ last: end, search: running })).toBe('flowdesk-FW-37-engagements-of-all-12000-so-far.csv')
    expect(nameOf({ last: end, search: { ...running, state: 'done' } })).not.toContain('so-far')
  })

  test('says that it is masked, and ends as its format does', () => {
    expect(nameFile({ flowSid, made, form: { format: 'json-lines', masked: true }, filtered: true })).toMatch(
      /-read-masked\.jsonl$/,
    )
  })
})

describe('what was made', () => {
  test('is what the list says of itself, and what was done to the cells', () => {
    const [holds, cells] = describeMade({ ...made, guarded: 2 }, csv, true)
    expect(holds).toMatch(
      /^37 match, of 12,000 engagements read, back to .*; more exist, and are not in the file\.$/,
    )
    expect(cells).toBe('2 cells were given an apostrophe.')
    expect(describeMade({ ...made, guarded: 1 }, csv, true)[1]).toBe('1 cell was given an apostrophe.')
    expect(describeMade(made, csv, true)[1]).toBe('No cell had to be given an apostrophe.')
    expect(describeMade({ ...made, last: end }, { ...csv, safe: false }, false)).toEqual([
      expect.stringMatching(/^12,000 engagements read, .*; that is all of them\.$/),
    ])
  })

  test('says what it lacks', () => {
    const [, search, without] = describeMade(
      { ...made, search: running, empty: 1 },
      { format: 'json-lines', masked: false },
      true,
    )
    expect(search).toBe('Searched 3,000 of 12,000 read · 37 match so far.')
    expect(without).toBe('1 engagement came without its context: there is nothing of it in the file.')
    expect(describeMade(made, { format: 'json-lines', masked: true }, true)[1]).toBe(
      'Personal data is masked in it.',
    )
  })
})
