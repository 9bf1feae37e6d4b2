import fc from 'fast-check'
import { expect, test } from 'vitest'

import { membersOf } from './members.ts'

const bytesOf = (text: string) => new TextEncoder().encode(text)

test('members are given as they were sent, in order, duplicates included', () => {
  const members = membersOf(
    bytesOf('\uFEFF { "n" : 1.0, "\\u0061": {"id":9007199254740993123}, "n":[ 1 ] } '),
  )
  expect(members).toEqual([
    { key: 'n', text: '1.0' },
    { key: 'a', text: '{"id":9007199254740993123}' },
    { key: 'n', text: '[ 1 ]' },
  ])
})

test('what nobody wants is left out, and its key told', () => {
  expect(membersOf(bytesOf('{"sid":null,"context":{"a":1}}'), ['context'])).toEqual([
    { key: 'sid', text: 'null' },
    { key: 'context', text: null },
  ])
})

test('of any object, the members are what JSON.parse finds in it', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
      const members = membersOf(bytesOf(JSON.stringify(value)))
      expect(members.map(({ key, text }) => [key, JSON.parse(text ?? '')])).toEqual(
        Object.entries(value).map(([key, of]) => [key, JSON.parse(JSON.stringify(of))]),
      )
    }),
  )
})

test.each(['[]', '{"a":1', '{"a":1} x', '<html>', ''])('%s is refused', (text) => {
  expect(() => membersOf(bytesOf(text))).toThrow(/JSON/)
})
