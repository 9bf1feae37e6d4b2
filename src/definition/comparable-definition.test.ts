import { expect, test } from 'vitest'

import { diffJson } from '#json/diff/diff-json.ts'
import { indexJson } from '#json/parse/document.ts'

import { comparableDefinition } from './comparable-definition.ts'

const of = (definition: string) => comparableDefinition(indexJson(`{"sid":"FW1","definition":${definition}}`))

test('widgets stand under their names, without their places on the canvas, as they were sent otherwise', () => {
  expect(
    of(`{"description":"A\\u00e9","states":[
      {"name":"ask","properties":{"offset":{"x":1,"y":2},"n":1.00,"offset":{}},"transitions":[]},
      {"type":"say-play"}, 7],"initial_state":"Trigger"}`),
  ).toBe(
    `{"description":"A\\u00e9","states":{"ask":{"name":"ask","properties":{"n":1.00},"transitions":[]},"[1]":{"type":"say-play"},"[2]":7},"initial_state":"Trigger"}`,
  )
})

const moved = (name: string, x: number) => `{"name":"${name}","properties":{"offset":{"x":${x}}}}`

function countDifferences(before: string, after: string): number | null | undefined {
  const [left, right] = [before, after].map((states) => indexJson(of(`{"states":[${states}]}`) ?? ''))
  return left && right ? diffJson(left, right).differenceCounts[0] : null
}

test('a widget that was moved is no difference, one that was inserted is one', () => {
  expect(countDifferences(`${moved('a', 1)},${moved('b', 2)}`, `${moved('b', 3)},${moved('a', 4)}`)).toBe(0)
  expect(countDifferences(moved('b', 1), `${moved('a', 1)},${moved('b', 2)}`)).toBe(1)
})

test('names may be hostile or twice; what is no definition is null', () => {
  expect(of(`{"states":[{"name":"__proto__"},{"name":"__proto__"},{"name":7}]}`)).toBe(
    `{"states":{"__proto__":{"name":"__proto__"},"__proto__":{"name":"__proto__"},"[2]":{"name":7}}}`,
  )
  expect(of(`{"states":"none"}`)).toBe(`{"states":"none"}`)
  expect([
    of('null'),
    of('[]'),
    comparableDefinition(indexJson('[]')),
    comparableDefinition(indexJson('7')),
  ]).toEqual([null, null, null, null])
})
