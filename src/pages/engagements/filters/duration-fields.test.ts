import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { formatDurationField, parseDurationFields } from './duration-fields.ts'

describe('the duration fields', () => {
  test.each([
    [
      { atLeast: '', atMost: '' },
      { minSeconds: null, maxSeconds: null },
    ],
    [
      { atLeast: '90', atMost: '' },
      { minSeconds: 90, maxSeconds: null },
    ],
    [
      { atLeast: ' 5 m ', atMost: '2H' },
      { minSeconds: 300, maxSeconds: 7200 },
    ],
    [
      { atLeast: '', atMost: '1d' },
      { minSeconds: null, maxSeconds: 86_400 },
    ],
    [
      { atLeast: '60s', atMost: '1m' },
      { minSeconds: 60, maxSeconds: 60 },
    ],
  ])('%o parses to %o', (texts, range) => {
    expect(parseDurationFields(texts)).toEqual({ ok: true, range })
  })

  test.each([
    [{ atLeast: 'soon', atMost: '' }, 'atLeast', '“soon”'],
    [{ atLeast: '', atMost: '-5' }, 'atMost', '“-5”'],
    [{ atLeast: '5..9', atMost: '' }, 'atLeast', '“5..9”'],
    [{ atLeast: '2h', atMost: '5m' }, 'atMost', 'longer'],
  ] as const)('%o is an error of %s that contains %s', (texts, field, text) => {
    const parsed = parseDurationFields(texts)
    expect(parsed).toMatchObject({ ok: false, field })
    expect(parsed.ok ? '' : parsed.message).toContain(text)
  })

  test('a formatted bound parses to the same value', () => {
    fc.assert(
      fc.property(fc.option(fc.nat({ max: 1e9 })), (minSeconds) => {
        expect(parseDurationFields({ atLeast: formatDurationField(minSeconds), atMost: '' })).toEqual({
          ok: true,
          range: { minSeconds, maxSeconds: null },
        })
      }),
    )
  })
})
