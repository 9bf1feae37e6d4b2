import fc from 'fast-check'
import { expect, test } from 'vitest'

import { printLiquid } from './liquid.ts'
import type { JsonPath } from './paths.ts'

test.each<[JsonPath, string | null]>([
  [['widgets', 'ask', 'inbound', 'Body'], '{{widgets.ask.inbound.Body}}'],
  [['widgets', 'my name', 'parsed', 'items', 0], '{{widgets["my name"].parsed.items[0]}}'],
  [['widgets', 'ask-again', '10'], '{{widgets.ask-again["10"]}}'],
  [['widgets', 'say "hi"'], `{{widgets['say "hi"']}}`],
  [['widgets', `both " and '`], null],
  [['widgets', 'a}}b'], null],
  [['widgets', 'ключ'], '{{widgets["ключ"]}}'],
  [['widgets', ''], '{{widgets[""]}}'],
  [[], null],
  [[0, 'a'], null],
  [['my root'], null],
  [['true', 'a'], null],
])('%j', (path, printed) => {
  expect(printLiquid(path)).toBe(printed)
})

/** Reads an expression as Liquid does: its tokens, and no escapes in strings. */
function read(printed: string): JsonPath {
  const token = /\[(\d+)\]|\["([^"]*)"\]|\['([^']*)'\]|\.?([A-Za-z_][\w-]*)/gsuy
  const path: (string | number)[] = []
  const inner = /^\{\{(.*?)\}\}$/su.exec(printed)?.[1] ?? ''
  for (const [, position, double, single, name] of inner.matchAll(token)) {
    path.push(position === undefined ? (double ?? single ?? name ?? '') : Number(position))
  }
  return path
}

test('what is printed leads to the same place', () => {
  const step = fc.oneof(fc.string(), fc.nat(), fc.constantFrom('a b', "it's", '"', '%}', '}}', '-', 'a-b'))
  expect.hasAssertions()
  fc.assert(
    fc.property(fc.constantFrom('flow', 'widgets'), fc.array(step), (root, steps) => {
      const printed = printLiquid([root, ...steps])
      fc.pre(printed !== null)
      expect(read(printed)).toEqual([root, ...steps])
    }),
  )
})
