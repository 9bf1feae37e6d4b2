import { expect, test } from 'vitest'

import { sidOf } from '#testing/sids.ts'

import { columnsForFlow, setFlowColumns } from './column-prefs.ts'

const [one, two] = [sidOf('FW', 1), sidOf('FW', 2)]
const empty = { last: null, flows: [] }
const contact = { id: 'contact', width: 200 }
const language = { id: '$.flow.variables.lang', width: null }

test('a flow keeps its own columns; other flows get the last choice without context columns', () => {
  const stored = setFlowColumns(empty, one, [contact, language])
  expect(columnsForFlow(stored, one)).toEqual([contact, language])
  expect(columnsForFlow(stored, two)).toEqual([contact])
})

test('resetting one flow leaves the columns of other flows', () => {
  const stored = setFlowColumns(setFlowColumns(empty, one, [language]), two, null)
  expect(columnsForFlow(stored, one)).toEqual([language])
  expect(columnsForFlow(stored, two)).toBeNull()
})

test('only the 50 flows changed last are stored', () => {
  let stored = setFlowColumns(empty, one, [contact])
  for (let i = 2; i <= 50; i++) stored = setFlowColumns(stored, sidOf('FW', i), [language])
  expect(columnsForFlow(stored, one)).toEqual([contact])
  stored = setFlowColumns(stored, sidOf('FW', 51), [language])
  expect(columnsForFlow(stored, one)).toEqual([])
  expect(stored.flows).toHaveLength(50)
})
