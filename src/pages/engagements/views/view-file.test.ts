import { expect, test } from 'vitest'

import { maxSavedViews } from '#pages/prefs/saved-views.ts'

import { mergeViews } from './merge-views.ts'
import { describeImport, formatViewFile, maxViewFileBytes, parseViewFile, readViewFile } from './view-file.ts'

const views = [
  { name: 'Long calls', link: '?duration=600..&sort=-duration' },
  { name: 'Refunds', link: '#q=refund' },
  { name: 'Everything', link: '' },
]

const failToRead = () => Promise.reject(new Error('read'))

test('an exported file is imported as it was', () => {
  expect(parseViewFile(formatViewFile(views))).toEqual({ ok: true, views, invalid: 0 })
})

test.each([
  '',
  'not JSON',
  'null',
  '[]',
  '{"views":[]}',
  '{"flowdeskViews":2,"views":[]}',
  formatViewFile(Array.from({ length: maxSavedViews + 1 }, (_, i) => ({ name: `${i}`, link: '' }))),
  '['.repeat(100_000),
])('%# is no file of views, and the message says which is', (text) => {
  expect(parseViewFile(text)).toMatchObject({ ok: false, message: expect.stringContaining('Export views') })
})

test('entries that are no views are counted; a link to elsewhere is none', () => {
  const file = {
    flowdeskViews: 1,
    views: [
      ...views,
      null,
      { name: '', link: '' },
      { name: 'x'.repeat(61), link: '' },
      { name: 'Elsewhere', link: 'https://example.com/' },
      { name: 'Long', link: `?${'x'.repeat(10_000)}` },
      { name: 'No link' },
    ],
  }
  expect(parseViewFile(JSON.stringify(file))).toEqual({ ok: true, views, invalid: 6 })
  expect(parseViewFile('{"flowdeskViews":1,"views":[{}]}')).toMatchObject({ ok: false })
})

test('spaces around a name do not make it another one, as where views are saved', () => {
  const padded = formatViewFile([{ name: ' Refunds ', link: '' }])
  expect(parseViewFile(padded)).toMatchObject({ views: [{ name: 'Refunds' }] })
})

test('a large file is refused before it is read', async () => {
  expect(await readViewFile({ size: maxViewFileBytes + 1, text: failToRead })).toMatchObject({
    message: expect.stringContaining('larger than 512 kB'),
  })
  expect(await readViewFile({ size: 10, text: failToRead })).toMatchObject({
    message: expect.stringContaining('couldn’t be read'),
  })
})

test('a view takes the place of one with the same name, and none is added beyond the limit', () => {
  const changed = { name: 'Refunds', link: '#q=refund%20paid' }
  expect(mergeViews(views, [changed])).toEqual({
    views: [views[0], changed, views[2]],
    replaced: ['Refunds'],
    refused: [],
  })
  const full = Array.from({ length: maxSavedViews }, (_, i) => ({ name: `${i}`, link: '' }))
  expect(mergeViews(full, [changed, { name: '0', link: '?sort=started' }])).toMatchObject({
    replaced: ['0'],
    refused: ['Refunds'],
  })
})

test('an import says what it did', () => {
  expect(describeImport({ imported: 3, replaced: 0, refused: 0, invalid: 0, masked: 0 })).toBe(
    '3 views imported.',
  )
  expect(describeImport({ imported: 1, replaced: 1, refused: 2, invalid: 1, masked: 1 })).toBe(
    '1 view imported, 1 of them in place of one with the same name. 2 views left out: 50 are saved at most. 1 entry left out: not a view. Personal data is masked, in 1 view too.',
  )
})
