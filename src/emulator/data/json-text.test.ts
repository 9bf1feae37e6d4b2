import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { json, jsonArray, jsonObject, JsonText } from './json-text.ts'

test('values survive the round trip through the template', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.boolean(), (key, text, flag) => {
      const result = json`{ "a b": ${text}, "list": ${jsonArray([flag, null])}, "object": ${jsonObject([[key, 1]])} }`
      expect(JSON.parse(result.text)).toEqual({
        'a b': text,
        list: [flag, null],
        object: Object.fromEntries([[key, 1]]),
      })
    }),
  )
})

test('spaces outside strings are removed, digits are unchanged', () => {
  expect(json`{ "a  b" : [ 9007199254740993123 , "c  d" ] }`.text).toBe(
    '{"a  b":[9007199254740993123,"c  d"]}',
  )
  expect(json`{ "id": ${new JsonText('9007199254740993123')} }`.text).toBe('{"id":9007199254740993123}')
})
