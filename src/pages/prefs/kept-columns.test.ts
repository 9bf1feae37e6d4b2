import { expect, test } from 'vitest'

import { sidOf } from '#testing/sids.ts'

import { columnsKeptFor, keepColumns } from './kept-columns.ts'

const [one, two] = [sidOf('FW', 1), sidOf('FW', 2)]
const nothing = { last: null, flows: [] }
const contact = { id: 'contact', width: 200 }
const language = { id: '$.flow.variables.lang', width: null }

test('a flow has its own columns; another one only what means something there', () => {
  const kept = keepColumns(nothing, one, [contact, language])
  expect(columnsKeptFor(kept, one)).toEqual([contact, language])
  expect(columnsKeptFor(kept, two)).toEqual([contact])
})

test('back to the usual ones, other flows keep theirs', () => {
  const kept = keepColumns(keepColumns(nothing, one, [language]), two, null)
  expect(columnsKeptFor(kept, one)).toEqual([language])
  expect(columnsKeptFor(kept, two)).toBeNull()
})

test('of the flows changed long ago nothing is kept', () => {
  let kept = keepColumns(nothing, one, [contact])
  for (let i = 2; i <= 50; i++) kept = keepColumns(kept, sidOf('FW', i), [language])
  expect(columnsKeptFor(kept, one)).toEqual([contact])
  kept = keepColumns(kept, sidOf('FW', 51), [language])
  expect(columnsKeptFor(kept, one)).toEqual([])
  expect(kept.flows).toHaveLength(50)
})
