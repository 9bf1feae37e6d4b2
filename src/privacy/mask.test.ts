import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { contactAt } from '#emulator/data/contacts.ts'
import { arbitrarySearchText } from '#testing/arbitrary-search-text.ts'

import { maskText } from './mask.ts'

describe('maskText masks phone numbers, e-mail addresses and payment cards', () => {
  test.each([
    ['+14155550142', '+1••••••••42'],
    ['whatsapp:+14155550142', 'whatsapp:+1••••••••42'],
    ['sms:+447700900123', 'sms:+4•••••••••23'],
    ['+1 (415) 555-0142', '+1 (•••) •••-••42'],
    ['+44 (0)7700 900123', '+4• (•)•••• ••••23'],
    ['+33 6 39 98 01 23, please', '+3• • •• •• •• 23, please'],
    ['\u202a+1\u00a0415\u2011555\u20110142\u202c', '\u202a+1\u00a0•••\u2011•••\u2011••42\u202c'],
    ['From=%2B14155550142&To=', 'From=%2B1••••••••42&To='],
    [String.raw`{"a":"\u002b14155550142"}`, String.raw`{"a":"\u002b1••••••••42"}`],
    ['٠٦ ٣٩ +٤١٥٥٥٥٠١٤٢', '٠٦ ٣٩ +٤•••••••٤٢'],
    ['+14155550142 2026', '+1••••••••42 2026'],
    ['+49 151 2345678 2026-11-03', '+4• ••• •••••78 2026-11-03'],
    ['(415) 555-0142', '(41•) •••-••42'],
    ['call(415)555-0142x12', 'call(41•)•••-••42x12'],
    ['415-555-0142', '41•-•••-••42'],
    ['1.415.555.0142', '1.4••.•••.••42'],
    ['415 555 0142 12', '41• ••• ••42 12'],
    [String.raw`me:\n415-555-0142\n`, String.raw`me:\n41•-•••-••42\n`],
    ['07700 900123', '07••• ••••23'],
    ['06.39.98.01.23', '06.••.••.••.23'],
    ['(020) 7946 0018', '(02•) •••• ••18'],
    ['0 98765 43210', '0 9•••• •••10'],
    ['８ (９１６) １５５－０１－２３', '８ (９••) •••－••－２３'],
    ['8 916 155-01-23', '8 9•• •••-••-23'],
    ['(495) 555-01-23', '(49•) •••-••-23'],
    ['(8-612) 34567', '(8-6••) •••67'],
    ['(11) 98555-0123', '(11) •••••-••23'],
    ['55 5555 0123', '55 •••• ••23'],
    ['98765 43210', '98••• •••10'],
    ['7700 900123', '77•• ••••23'],
    ['44 7700 900123', '44 •••• ••••23'],
    ['91-98765-43210', '91-•••••-•••10'],
    ['０９０ー１２３４ー５６７８', '０９•ー••••ー••７８'],
    ['٠٧٧٠٠ ٩٠٠١٢٣', '٠٧••• ••••٢٣'],
    ['（415） 555－0142', '（41•） •••－••42'],
    ['４１５５５５０１４２', '４１••••••４２'],
    ['020 910 1234', '02• ••• ••34'],
    ['{"WaId":"14155550142"}', '{"WaId":"14•••••••42"}'],
    ['447700900123', '44••••••••23'],
    ['0044 7700 900123', '00•• •••• ••••23'],
    ['00447700900123', '00••••••••••23'],
    ['4155550142', '41••••••42'],
    ['sip:+14155550142@example.com', 'sip:+•••••••••••@example.com'],
    ['https://wa.me/14155550142', 'https://wa.me/14•••••••42'],
    ['https://example.com/?From=%2B14155550142&x=1', 'https://example.com/?From=%2B1••••••••42&x=1'],
    ['ada.lovelace+x@example.co.uk', 'a•••••••••••••@example.co.uk'],
    ['Ada <ada@example.com>, a@example.com', 'Ada <a••@example.com>, •@example.com'],
    ['email=ada%40example.com', 'email=a••%40example.com'],
    [String.raw`ada\_l@example.com`, 'a•••••@example.com'],
    ['4111 1111 1111 1111', '•••• •••• •••• 1111'],
    ['5555-5555-5555-4444 ok', '••••-••••-••••-4444 ok'],
    ['378282246310005', '•••••••••••0005'],
    ['০১৭১২৩৪৫৬৭৮', '০১•••••••৭৮'],
    ['โทร ๐๘๑-๒๓๔-๕๖๗๘', 'โทร ๐๘•-•••-••๗๘'],
    ['+೯೧ ೯೮೭೬೫ ೪೩೨೧೦', '+೯• ••••• •••೧೦'],
    ['我的电话是13912345678请回电', '我的电话是13•••••••78请回电'],
    ['番号は09012345678です', '番号は09•••••••78です'],
    ['번호는01012345678입니다', '번호는01•••••••78입니다'],
    ['โทร0812345678ครับ', 'โทร08••••••78ครับ'],
    ['カード4111111111111111です', 'カード••••••••••••1111です'],
    ['89161550123', '89•••••••23'],
    ['011447700900123', '01•••••••••••23'],
    ['…5550142 and then', '…•••••42 and then'],
    ['and then 41555…', 'and then 41•••…'],
    ['…5-0142', '…•-••42'],
    ['…5) 555-0142 is', '…•) •••-••42 is'],
    ['call +1 415 5…', 'call +1 4•• •…'],
    ['(415) 55…', '(41•) ••…'],
    ['ada.lovelace@exa…', 'a•••••••••••@exa…'],
    ['415 - 555 - 0142', '41• - ••• - ••42'],
    ['(415) 555 - 0142', '(41•) ••• - ••42'],
    ['4155550142x12', '41••••••42x12'],
    ['4 1 5 5 5 5 0 1 4 2', '4 • • • • • • • • 2'],
    ['0-7-7-0-0-9-0-0-1-2-3', '0-•-•-•-•-•-•-•-•-•-3'],
    ['?next=a%3FFrom%3D%252B14155550142', '?next=a%3FFrom%3D%252B1••••••••42'],
    ['https://example.com/?phoneNumber=4155550142', 'https://example.com/?phoneNumber=41••••••42'],
    ['https://example.com/?x=1&amp;From=4155550142', 'https://example.com/?x=1&amp;From=41••••••42'],
    ['https://example.com/?tel=415-555-0142', 'https://example.com/?tel=41•-•••-••42'],
    ['client:_2B14155550142', 'client:_2B1••••••••42'],
    ['client:ada_2El_40example_2Ecom', 'client:a••••••_40example_2Ecom'],
    ['sip:ada@192.168.1.5:5060', 'sip:a••@192.168.1.5:5060'],
    ['ada\uff20example.com, ada%2540example.com', 'a••\uff20example.com, a••%2540example.com'],
    [String.raw`ada\u0040example.com`, String.raw`a••\u0040example.com`],
  ])('%s', (text, masked) => {
    expect(maskText(text)).toBe(masked)
  })
})

describe('maskText keeps everything else', () => {
  test.each([
    'FN12345678901234567890123456789012',
    'SM00000000000000000000004155550142',
    '12345678-1234-1234-1234-447700900123',
    '2026-11-03',
    '日期2026-11-03创建',
    '2026-11-03 09:12:33',
    '2026-11-03T09:12:33.123456789Z',
    '2026-11-03T09:12:33+01:00, 2026/11/03 09:12, 03.11.2026 09:12',
    'Tue, 03 Nov 2026 09:12:33 +0000',
    '20261103T091233Z',
    '1764140000',
    '1764140000123',
    '1764140000123456',
    '1764140000.123456',
    '9007199254740912345',
    '12,345,678,901',
    '-122.4194155501',
    '10042',
    '12345678',
    '10042 10043',
    '1 234 567 890',
    '44 100 200 300',
    '978-3-16-148410-0',
    '1764140000 1764140123',
    'PT1H30M, 1 min 20 s, 01:02:03',
    '10.121.100.200',
    'https://track.example.com/t/4155550142',
    'https://studio.twilio.com/v1/Flows/FW12345678901234567890123456789012/Engagements?PageSize=1000',
    'deadbeef4155550142',
    '4155550142abcdef',
    '4111 1111 1111 1112',
    '@ 12 @example.com',
    '1 2 3 4 5 6 7 8 9 10',
    'report_40pages.pdf, react@18.2.0',
    'https://example.com/?from=2026-11-03&to=2026-11-04T09:00:00Z',
    'https://example.com/?hotel=4155550142&order=4155550142',
    '2026-11-03…',
  ])('%s', (text) => {
    expect(maskText(text)).toBe(text)
  })
})

/** Texts that could be next to each other. */
const token = fc.oneof(
  fc.nat(5000).map((n) => contactAt(n).number),
  fc.nat(5000).map((n) => contactAt(n).number.slice(2)),
  fc.stringMatching(/^[0-9]{1,17}$/),
  fc.constantFrom(
    '(415)',
    '8 916 155-01-',
    '98765 432',
    '44 7700 ',
    '0',
    '1',
    '+',
    '00',
    '%2B',
    '%40',
    '@',
    '•',
    '…',
    'ada',
    'x',
    'é',
    '😀',
    '_',
    '\\_',
    '\\n',
  ),
  fc.constantFrom(' ', '-', '.', '/', '(', ')', '\n', '\u00a0', '\u2011', '\u200e', ',', '=', '&', '"'),
  fc.constantFrom('2026-11-03', '03.11.2026', 'https://wa.me/', 'example.com', '?to=', 'whatsapp:', '٤١٥'),
)
const anyText = fc.oneof(
  fc.array(token, { maxLength: 14 }).map((tokens) => tokens.join('')),
  arbitrarySearchText,
  fc.string({ unit: 'binary' }),
)
const runs = { numRuns: 3000 }

test('masking keeps the length, and masking again changes nothing', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const masked = maskText(text)
      expect(masked.length).toBe(text.length)
      expect(maskText(masked)).toBe(masked)
      expect(masked.replaceAll(/[^•]/g, '').length).toBeGreaterThanOrEqual(
        text.replaceAll(/[^•]/g, '').length,
      )
    }),
    runs,
  )
})

test('unmasked characters are unchanged and stay at the same index', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const masked = maskText(text)
      const filledIn = masked.split('').map((unit, i) => (unit === '•' ? text[i] : unit))
      expect(filledIn.join('')).toBe(text)
    }),
    runs,
  )
})

const textBefore = fc.constantFrom(
  '',
  ' ',
  ': ',
  '"',
  '\n',
  ', ',
  '=',
  '> ',
  'From ',
  String.raw`\n`,
  '2026-11-03 ',
)
const textAfter = fc.constantFrom('', ' ', '"', '\n', ', ', '.', '&', ' 2026-11-03', ' at 09:12', '; +', '…')

test('every contact’s number is masked, in any notation', () => {
  const written = fc
    .tuple(fc.nat(50_000), fc.nat(6))
    .map(([n, form]) => {
      const { number } = contactAt(n)
      const national = number.startsWith('+1') ? number.slice(2) : number.replace(/^\+(?:44|33|353)/, '0')
      const [a, b, c] = [national.slice(0, 3), national.slice(3, 6), national.slice(6)]
      const forms = [
        number,
        `whatsapp:${number}`,
        `%2B${number.slice(1)}`,
        number.slice(1),
        `(${a}) ${b}-${c}`,
        `${a}-${b}-${c}`,
        `${a} ${b} ${c}`,
      ]
      return { national, text: forms[form] ?? number }
    })
    // The notation with parentheses needs ten digits.
    .filter(({ national, text }) => national.length === 10 || !text.startsWith('('))
  fc.assert(
    fc.property(textBefore, written, textAfter, (before, { text, national }, end) => {
      const masked = maskText(before + text + end).replaceAll(/[^\d•]/g, '')
      expect(masked).not.toContain(national.slice(1))
      expect(masked).not.toContain(national.slice(-7))
    }),
    runs,
  )
})

test('SIDs and dates are not masked, whatever is next to them', () => {
  const sid = fc
    .tuple(fc.constantFrom('FN', 'FW', 'SM', 'CA', 'FT'), fc.stringMatching(/^[0-9a-f]{32}$/))
    .map((parts) => parts.join(''))
  const time = fc
    .date({ min: new Date('2001-09-10'), max: new Date('2033-05-01'), noInvalidDate: true })
    .chain((each) =>
      fc.constantFrom(
        each.toISOString(),
        each.toISOString().slice(0, 10),
        each.toISOString().slice(0, 19).replace('T', ' '),
        each.toUTCString(),
        String(each.getTime()),
        String(Math.floor(each.getTime() / 1000)),
      ),
    )
  const separator = fc.constantFrom(' ', ', ', '": "', '\n', ' · ')
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.oneof(sid, time), separator), { maxLength: 5 }), (parts) => {
      const text = parts.flat().join('')
      expect(maskText(text)).toBe(text)
    }),
    runs,
  )
})

test('a text of 4,000 characters is masked within 100 ms', () => {
  const shapes = ['1 ', '1', '+1 ', '0123 ', 'a@', '@a.', '(1) ', '12-', '٤', 'x.', '…1', '%2B', 'http://1 ']
  const times = shapes.map((shape) => {
    const text = shape.repeat(4000 / shape.length)
    const start = performance.now()
    maskText(text)
    return performance.now() - start
  })
  // About 2 ms each on an idle machine.
  expect(Math.max(...times)).toBeLessThan(100)
})
