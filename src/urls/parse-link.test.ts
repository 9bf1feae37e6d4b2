import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { arbitrarySearchText } from '#testing/arbitrary-search-text.ts'

import { findLinkProblems, findUnusedParams, type LinkProblem } from './link-problems.ts'
import { parseUrlState } from './parse-link.ts'
import { defaultUrlState, serializeUrlState, urlParams } from './urls.ts'

function parse(link: string) {
  const { searchParams, hash } = new URL(link, 'http://localhost/')
  return { urlState: parseUrlState(searchParams, hash), problems: findLinkProblems(searchParams, hash) }
}

const searchText = (link: string) => parse(link).urlState.listQuery.text
const summary = ({ kind, param, value }: LinkProblem) => `${kind} ${param}=${value}`

describe('the search text', () => {
  test.each([
    ['#q=50%+off', '50%+off'],
    ['#q=100%', '100%'],
    ['#q=%zz%2', '%zz%2'],
    ['#q=50%25%20off', '50% off'],
    ['#q=caf%C3%A9%', 'café%'],
    // Latin-1, a surrogate, a longer form of "/", and a character without its end.
    ['#q=caf%E9', 'caf%E9'],
    ['#q=%ED%A0%80', '%ED%A0%80'],
    ['#q=%C0%AF', '%C0%AF'],
    ['#q=%E2%82%41', '%E2%82A'],
    ['#q=%F0%9F%91%8D%F0%9F', '👍%F0%9F'],
    ['#q=a=b', 'a=b'],
    ['#Q=fish', 'fish'],
  ])('%s is “%s”', (link, text) => {
    expect(searchText(link)).toBe(text)
    expect(parse(link).problems).toEqual([])
  })

  test('an escape that is no character stands for itself, and all others are decoded', () => {
    const char = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 1 })
      .map((text) => text.toWellFormed())
    const broken = fc.constantFrom('%', '%2', '%zz', '%FF', '%C3', '%ED%A0%80')
    const piece = fc.oneof(
      char.map((text) => ({ written: encodeURIComponent(text), text })),
      broken.map((text) => ({ written: `${text}-`, text: `${text}-` })),
    )
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        expect(searchText(`#q=${pieces.map(({ written }) => written).join('')}`)).toBe(
          pieces.map(({ text }) => text).join(''),
        )
      }),
    )
  })
})

test.each([
  ['?status=ACTIVE', '?status=active'],
  ['?Status=%20Active', '?status=active'],
  ['?status=All&channel=all', ''],
  ['?channel=WhatsApp,%20PHONE', '?channel=phone,whatsapp'],
  ['?from=2026-11-3', '?from=2026-11-03T00:00:00Z'],
  ['?from=2026/11/3+9:12&to=2026-11-03+09:12+UTC', '?from=2026-11-03T09:12:00Z&to=2026-11-03T09:12:00Z'],
  // In a query a plus is a space.
  ['?from=2026-11-03T09:12+01:00', '?from=2026-11-03T08:12:00Z'],
  ['?duration=5M..', '?duration=300..'],
  ['?duration=1m+..+5+m', '?duration=60..300'],
  ['?sort=-Updated', '?sort=-updated'],
  ['?cols=Status,+CONTACT:120', '?cols=status,contact:120'],
  ['?tab=Steps', '?tab=steps'],
  ['?status=', ''],
])('%s is understood as %s', (link, canonical) => {
  const { urlState, problems } = parse(link)
  expect(problems).toEqual([])
  expect(serializeUrlState(urlState)).toBe(canonical)
})

test.each([
  ['?status=paused', 'invalid status=paused'],
  ['?channel=fax', 'invalid channel=fax'],
  ['?from=yesterday', 'invalid from=yesterday'],
  ['?from=3.11.2026', 'invalid from=3.11.2026'],
  ['?to=2026-02-30', 'invalid to=2026-02-30'],
  ['?duration=300..60', 'invalid duration=300..60'],
  ['?duration=60', 'invalid duration=60'],
  ['?sort=sid', 'invalid sort=sid'],
  ['?cols=,:,$.[,foo,$', 'invalid cols=:, $.[, foo, $'],
  ['?tab=secrets', 'invalid tab=secrets'],
  ['?path=a[', 'invalid path=a['],
  ['?step=FT12', 'invalid step=FT12'],
  ['?run=FN12', 'invalid run=FN12'],
  ['?compare=FW00000000000000000000000000000001', 'invalid compare=FW00000000000000000000000000000001'],
  ['?outcome=broken', 'invalid outcome=broken'],
  ['?statsu=active', 'unknown statsu=active'],
  ['?q=refund', 'unknown q=refund'],
  ['#p=refund', 'unknown p=refund'],
  ['#fish', 'unknown fish='],
])('%s is not understood', (link, problem) => {
  const { urlState, problems } = parse(link)
  expect(urlState).toEqual(defaultUrlState)
  expect(problems.map(summary)).toEqual([problem])
})

test('what is understood of a list is used, and the rest is reported', () => {
  const { urlState, problems } = parse(
    '?channel=fax,phone,pigeon&cols=status,foo,$.a&status=ended&status=active#q=fish&chips',
  )
  expect(serializeUrlState(urlState)).toBe('?status=ended&channel=phone&cols=status,$.a#q=fish')
  expect(problems.map(summary)).toEqual([
    'invalid channel=fax, pigeon',
    'invalid cols=foo',
    'repeated status=active',
    'unknown chips=',
  ])
})

test('every value of a link is used or reported', () => {
  const junk = fc.oneof(fc.string({ unit: 'binary' }), arbitrarySearchText)
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...urlParams, 'other'), junk), junk, (values, hash) => {
      const { urlState, problems } = parse(`?${new URLSearchParams(values).toString()}#${hash}`)
      const used = new URLSearchParams(serializeUrlState(urlState).split('#')[0])
      const isDefault = /^\s*(?:all|-started|context|[\s,]*)\s*$/i
      const lost = Object.entries(values).filter(
        ([param, value]) =>
          !used.has(param) && !isDefault.test(value) && !problems.some((each) => each.param === param),
      )
      expect(lost).toEqual([])
    }),
    { numRuns: 1000 },
  )
})

test('a page without filters uses the search text alone', () => {
  const unused = findUnusedParams(new URLSearchParams('status=active'), '#q=refund', [])
  expect(unused.map(summary)).toEqual(['unknown status=active'])
})
