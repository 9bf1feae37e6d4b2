import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { durationText, readDurationFields } from './duration-fields.ts'

describe('the fields', () => {
  test.each([
    [
      { atLeast: '', atMost: '' },
      { atLeast: null, atMost: null },
    ],
    [
      { atLeast: '90', atMost: '' },
      { atLeast: 90, atMost: null },
    ],
    [
      { atLeast: ' 5 m ', atMost: '2H' },
      { atLeast: 300, atMost: 7200 },
    ],
    [
      { atLeast: '', atMost: '1d' },
      { atLeast: null, atMost: 86_400 },
    ],
    [
      { atLeast: '60s', atMost: '1m' },
      { atLeast: 60, atMost: 60 },
    ],
  ])('%o is %o', (texts, range) => {
    expect(readDurationFields(texts)).toEqual({ ok: true, range })
  })

  test.each([
    [{ atLeast: 'soon', atMost: '' }, 'atLeast', '“soon”'],
    [{ atLeast: '', atMost: '-5' }, 'atMost', '“-5”'],
    [{ atLeast: '5..9', atMost: '' }, 'atLeast', '“5..9”'],
    [{ atLeast: '2h', atMost: '5m' }, 'atMost', 'longer'],
  ] as const)('%o is refused, and told why', (texts, field, words) => {
    const read = readDurationFields(texts)
    expect(read).toMatchObject({ ok: false, field })
    expect(read.ok ? '' : read.sentence).toContain(words)
  })

  test('show a bound so that it is read back the same', () => {
    fc.assert(
      fc.property(fc.option(fc.nat({ max: 1e9 })), (atLeast) => {
        expect(readDurationFields({ atLeast: durationText(atLeast), atMost: '' })).toEqual({
          ok: true,
          range: { atLeast, atMost: null },
        })
      }),
    )
  })
})
