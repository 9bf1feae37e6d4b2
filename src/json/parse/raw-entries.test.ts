import fc from 'fast-check'
import { expect, test } from 'vitest'

import { rawEntries } from './raw-entries.ts'

const bytesOf = (text: string) => new TextEncoder().encode(text)

test('returns members as sent, in order, duplicates included', () => {
  const members = rawEntries(
    bytesOf('\uFEFF { "n" : 1.0, "\\u0061": {"id":9007199254740993123}, "n":[ 1 ] } '),
  )
  expect(members).toEqual([
    { key: 'n', text: '1.0' },
    { key: 'a', text: '{"id":9007199254740993123}' },
    { key: 'n', text: '[ 1 ]' },
  ])
})

test('omitted keys keep their entry without a text', () => {
  expect(rawEntries(bytesOf('{"sid":null,"context":{"a":1}}'), ['context'])).toEqual([
    { key: 'sid', text: 'null' },
    { key: 'context', text: null },
  ])
})

test('returns the same members as JSON.parse', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
      const members = rawEntries(bytesOf(JSON.stringify(value)))
      expect(members.map(({ key, text }) => [key, JSON.parse(text ?? '')])).toEqual(
        Object.entries(value).map(([key, of]) => [key, JSON.parse(JSON.stringify(of))]),
      )
    }),
  )
})

test.each(['[]', '{"a":1', '{"a":1} x', '<html>', ''])('rejects %j', (text) => {
  expect(() => rawEntries(bytesOf(text))).toThrow(/JSON/)
})
