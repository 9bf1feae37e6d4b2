import fc from 'fast-check'
import { expect, test } from 'vitest'

import { formatLiquidPath, parseLiquidPath } from './liquid-path.ts'
import type { JsonPath } from './json-path.ts'

test.each<[JsonPath, string | null]>([
  [['widgets', 'ask', 'inbound', 'Body'], '{{widgets.ask.inbound.Body}}'],
  [['widgets', 'my name', 'parsed', 'items', 0], '{{widgets["my name"].parsed.items[0]}}'],
  [['widgets', 'ask-again', '10'], '{{widgets.ask-again["10"]}}'],
  [['widgets', 'say "hi"'], `{{widgets['say "hi"']}}`],
  [['widgets', `both " and '`], null],
  [['widgets', 'ask-', 'Body-'], '{{widgets["ask-"]["Body-"]}}'],
  [['ask-'], null],
  [['widgets', 'a}b'], null],
  [['widgets', '{% a'], null],
  [['widgets', 'address[city]'], null],
  [['widgets', 'ключ'], '{{widgets["ключ"]}}'],
  [['widgets', ''], '{{widgets[""]}}'],
  [[], null],
  [[0, 'a'], null],
  [['my root'], null],
  [['true', 'a'], null],
])('%j', (path, printed) => {
  expect(formatLiquidPath(path)).toBe(printed)
})

/**
 * Parses an expression like Liquid: its first `}` ends it, a `-` before that is no part of it, and the first `]` ends a name
 * in brackets.
 */
function parseLiquid(printed: string): JsonPath {
  const token = /\[(\d+)\]|\["([^"\]]*)"\]|\['([^'\]]*)'\]|\.?([A-Za-z_][\w-]*)/gsuy
  const path: (string | number)[] = []
  const inner = /^\{\{([^}]*?)-?\}\}$/su.exec(printed)?.[1] ?? ''
  for (const [, position, double, single, name] of inner.matchAll(token)) {
    path.push(position === undefined ? (double ?? single ?? name ?? '') : Number(position))
  }
  return path
}

test('the expression resolves to the same path', () => {
  const step = fc.oneof(
    fc.string(),
    fc.nat(),
    fc.constantFrom('a b', "it's", '"', '}', ']', '-', 'a-', 'a-b'),
  )
  expect.hasAssertions()
  fc.assert(
    fc.property(fc.constantFrom('flow', 'widgets'), fc.array(step), (root, steps) => {
      const printed = formatLiquidPath([root, ...steps])
      fc.pre(printed !== null)
      expect(parseLiquid(printed)).toEqual([root, ...steps])
    }),
  )
})

test.each([
  ['{{widgets.ask.inbound.Body}}', ['widgets', 'ask', 'inbound', 'Body']],
  [' {{ widgets["my name"].items[2] }} ', ['widgets', 'my name', 'items', 2]],
  ["{{flow['data'].x-y}}", ['flow', 'data', 'x-y']],
  ['{{flow}}', ['flow']],
])('%s is the path %j', (expression, path) => {
  expect(parseLiquidPath(expression)).toEqual(path)
})

test.each([
  '',
  'text',
  '{{}}',
  '{{ a | upcase }}',
  '{{a}}{{b}}',
  'x {{a}}',
  '{{a}} x',
  '{{- a }}',
  '{{a -}}',
  '{{a.b-}}',
  '{{a.}}',
  '{{a[b]}}',
  '{{a[-1]}}',
  '{{a .b}}',
  '{{true}}',
  '{{"a"}}',
  '{{1}}',
  '{% if a %}{{a}}{% endif %}',
  `{{a.${'b'.repeat(600)}}}`,
])('%s is more than a path, or none', (expression) => {
  expect(parseLiquidPath(expression)).toBeNull()
})

test('a formatted path is read back', () => {
  const step = fc.oneof(fc.string(), fc.constantFrom('a-', 'a]b'), fc.nat(999_999_999))
  fc.assert(
    fc.property(fc.constantFrom('flow', 'widgets'), fc.array(step), (root, steps) => {
      const printed = formatLiquidPath([root, ...steps])
      fc.pre(printed !== null && printed.length <= 500)
      expect(parseLiquidPath(printed)).toEqual([root, ...steps])
    }),
  )
})
