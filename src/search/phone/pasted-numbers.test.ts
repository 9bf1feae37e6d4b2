import { expect, test } from 'vitest'

import { parseSearch } from '#search/interpret/parse-search.ts'
import { compileContactMatch } from '#search/query/contact-match.ts'

/** Whether every term of the text finds a run of this contact. */
function finds(typed: string, address: string): boolean {
  const { terms } = parseSearch(typed).search
  return (
    terms.length > 0 &&
    terms.every(({ predicates }) =>
      predicates.some((each) => each.on === 'contact' && compileContactMatch(each.match)(address)),
    )
  )
}

const pasted: Record<string, string[]> = {
  '+79161550123': [
    '8 916 155-01-23',
    'тел. 8 916 155-01-23',
    'моб.: 8 (916) 155-01-23',
    '810 7 916 155 01 23',
  ],
  '+36201234567': ['06 20 123 4567', '(06 20) 123-4567', '+36 (06) 20 123 4567'],
  '+37061234567': ['8 612 34567', '(8-612) 34567', '0 612 34567'],
  '+390655501234': ['06 5550 1234', '+39 06 5550 1234', '0039 06/5550 1234'],
  '+5511961234567': ['(0**11) 96123-4567', '0 (XX) 11 96123-4567', '0xx11 96123-4567', '015 11 96123-4567'],
  '+919876543210': ['091 98765 43210', '0 98765 43210', '+91-98765-43210', '+91 (0) 98765 43210'],
  '+819012345678': [
    '０９０ー１２３４ー５６７８',
    '090〜1234〜5678',
    '携帯: 090-1234-5678',
    '090 1234 5678（携帯）',
    '電話：090-1234-5678',
    '184-090-1234-5678',
    '186 090 1234 5678',
    '１８４－０９０－１２３４－５６７８',
    '18409012345678',
    '010 81 90 1234 5678',
  ],
  '+61491570156': ['1831 0491 570 156', '0491 570 156', '0011 61 491 570 156', '+61 (0) 491 570 156'],
  '+2348031234567': ['0803 123 4567', '+234 (0) 803 123 4567'],
  // The letters of the keys: no subscriber's number.
  '+18003569377': [
    '1-800-FLOWERS',
    '1-800-flowers.',
    '1 800 FLOWERS',
    '(800) FLOWERS,',
    '+1 800 FLOWERS',
    '1-800-FLO-WERS',
    '1-800-FLOWERSHOP',
  ],
  '+34612345678': ['Tfno. 612 345 678', 'Tlf 612345678', 'Número: 612 34 56 78'],
  '+48512345678': ['tel. kom. 512 345 678', 'nr tel. 512 345 678'],
  '+33639981234': ['Tél : 06 39 98 12 34', 'Port. 06 39 98 12 34', 'N° de téléphone : 06 39 98 12 34'],
  '+14155550123': [
    '+1 (415) 555-0123, ext. #204',
    '415-555-0123 ext no. 204',
    '+1 415•555•0123',
    '"From": "+14155550123",',
  ],
  '+493023125555': [
    'Tel.Nr.: 030 23125555',
    'Tel-Nr. 030 23125555',
    'Fon 030 23125555',
    'Rufnummer 030 23125555',
    'Büro: 030 23125555',
  ],
  '+821012345678': ['전화: 010-1234-5678', '휴대폰 010-1234-5678'],
  '+66812345678': ['โทร. 081 234 5678'],
  '+84912345678': ['SĐT: 0912 345 678'],
  '+56921234567': ['9 2123 4567', '09 2123 4567'],
  '+8613800138000': ['17909 138 0013 8000', '12593-138-0013-8000', '1790913800138000'],
  '+14155550199': [
    '*67 415 555 0199',
    '#31#4155550199',
    '1167 415 555 0199',
    '009 1 415 555 0199',
    '007 1 415-555-0199',
    '184 010 1 415 555 0199',
    'my number: 415 555 0199',
    'No. 415-555-0199',
    'Cell - (415) 555-0199',
    'Caller ID: 415-555-0199',
    'Direct line: 4155550199',
    'phone number is 415-555-0199',
    'facetime:+14155550199',
    '+1-415-555-0199 ext.: 44',
    '415-555-0199 ext#12',
    '415-555-0199 option 3',
    '+1 415 555 0199 ext',
    'TEL;CELL:(415) 555-0199',
    'TEL;TYPE=CELL:+1 415 555 0199',
    'TEL;TYPE="cell,home";VALUE=uri:tel:+1-415-555-0199',
    'item1.TEL;type=CELL;type=VOICE;type=pref:+1 415 555 0199',
    '4155550199.0',
    '14155550199.0',
    '+14155550199.00',
    '(415) 555-0199 (c)',
    '415-555-0199 (H)',
    '415 555 0199 (w)',
    'Customer:+14155550199',
    'Kunde:415-555-0199,',
    String.raw`\u002B14155550199`,
    String.raw`"\u002B14155550199"`,
    'tel:+1%20415%20555%200199',
    'tel:%2B1%20(415)%20555-0199',
    'https://crm.example.com/?phone=%2B14155550199&view=all',
    'https://crm.example.com/?phone=%2B1+415+555+0199',
    'https://crm.example.com/calls/%2B1%20%28415%29%20555-0199/notes',
    'https%3A%2F%2Fcrm.example.com%2F%3Fphone%3D%252B14155550199',
    'Called=%2B14155550199&Caller=%2B447700900199',
  ],
  '+447700900123': [
    '7700 900123',
    'Tel.07700900123',
    'Mobile No.07700 900123',
    'Primary Phone: 07700 900123',
    "Customer's number: 07700 900123",
    'Customer phone 07700 900123',
    'Called number: 07700900123',
    'Missed call 07700 900123',
    'Voicemail from +44 7700 900123',
    'SMS from +447700900123',
    '141 07700 900123',
    '14107700900123',
    '1470 07700 900123',
    '#31#07700900123',
    '*31#07700 900123',
    '*31*07700900123',
    '009 44 7700 900123',
    '009447700900123',
    '990 44 7700 900123',
    '0161 44 7700 900123',
    '17909-00-44-7700-900123',
    '07700 900123/',
    '07700 900123 – mobile',
    '07700 900123 - mobile',
    '07700 900123 mob',
    '+44 7700 900123 (UK)',
    'UK: 07700 900123',
    '🇬🇧 +44 7700 900123',
    'Tel/Mob: 07700 900123',
    'Tel. / Mobile: 07700 900123',
    '+44 7700 900123;12',
    'wa.me/447700900123',
    '07700 900123 mobile, 020 7946 0018 work',
    'D: 07700 900123',
    'T | 07700 900123',
    'Contact no. 07700 900123',
    '07700 900123 (ext 12)',
    '07700 900123 (x12)',
    '07700 900123 Durchwahl 12',
    'sip:+447700900123@sip.example.com',
    'sips:+447700900123@host:5061;transport=tls',
    '<sip:+447700900123@10.0.0.1>',
    '["+447700900123"]',
    '{"From":"+447700900123"}',
    'From=%2B447700900123&To=%2B442079460018',
    'contact:"07700 900123"',
    '07700\u00ad900\u200e123',
    '٠٧٧٠٠ ٩٠٠١٢٣',
    'Call me on 07700 900123',
    'My number is 07700 900123, thanks',
    'Customer 07700 900123 called twice',
    'Could you please call +447700900123?',
    '07700 900123, 020 7946 0018',
    '020 7946 0018 / 07700 900123',
    '+442079460018,+447700900123',
    '+442079460018 and +447700900123',
  ],
}

test.each(Object.entries(pasted))('%s is found in each spelling', (address, spellings) => {
  expect(spellings.filter((typed) => !finds(typed, address))).toEqual([])
  expect(spellings.filter((typed) => finds(typed, '+12125550123'))).toEqual([])
})

test.each([
  // 00 and a calling code, not Thailand's exit code 001; a trunk prefix or a calling code, not the caller's.
  ['001 201 555 0123', '+12015550123', '+2015550123'],
  ['14102234567', '+14102234567', '+35312234567'],
  ['1 410 223 4567', '+14102234567', '+35312234567'],
  // Austria and China, not a caller hidden in Spain or Hong Kong.
  ['0676 12345678', '+4367612345678', '+34612345678'],
  ['133 9123 4567', '+8613391234567', '+85291234567'],
])('%s is the number of %s, not of %s', (typed, address, stranger) => {
  expect(finds(typed, address)).toBe(true)
  expect(finds(typed, stranger)).toBe(false)
})

test.each(['184 090 1234', '141 0770', '009 44 7700'])('after the prefix, %s is no whole number', (typed) => {
  expect(['+819012341234', '+447700900770', '+447700'].filter((each) => finds(typed, each))).toEqual([])
})

test.each([
  '2026-11-03',
  '2026/11/3',
  '03.11.2026',
  '3/11/2026',
  '1.234.567,00',
  '12.50',
  'ORD-2026-00123',
  '1234-5678-9012-3456',
  '550e8400-e29b-41d4-a716-446655440000',
  'W-12345678',
  '10042,10043',
])('%s is no phone number, and is searched as it is', (typed) => {
  const { terms } = parseSearch(typed).search
  expect(terms.map(({ predicates }) => predicates)).toEqual([
    [
      { on: 'contact', match: { contains: typed } },
      { on: 'context', path: null, text: typed, isExact: false },
    ],
  ])
})

const textsOf = (typed: string) => parseSearch(typed).search.terms.map((term) => term.typed)

test('words around a number are searched unless they are a sentence; the box says so', () => {
  expect(textsOf('refund +447700900123')).toEqual(['refund', '+447700900123'])
  expect(textsOf('refund order 4711 late +447700900123')).toHaveLength(5)
  expect(textsOf('Customer +447700900123 called "two times" today')).toEqual(['+447700900123', '"two times"'])
  const { interpretations } = parseSearch('Customer +447700900123 called twice -refund')
  expect(interpretations.map(({ sentence }) => sentence)).toEqual([
    'The contact’s number starts with +447700900123.',
    'The other words aren’t searched.',
    expect.stringContaining('Excludes runs'),
  ])
})

test.each([
  '447700900123@c.us',
  '447700900123@s.whatsapp.net',
  'whatsapp:447700900123',
  'whatsapp://send?phone=447700900123',
])('%s is a contact of WhatsApp', (typed) => {
  expect(finds(typed, 'whatsapp:+447700900123')).toBe(true)
  expect(finds(typed, 'whatsapp:+447700900124')).toBe(false)
})

test('only the words directly beside a number are its label; the box says so', () => {
  expect(textsOf('refund 07700 900123 mobile')).toEqual(['refund', '07700 900123'])
  expect(textsOf('mobile refund 07700 900123')).toEqual(['mobile', 'refund', '07700 900123'])
  expect(textsOf('number 4711 mobile')).toHaveLength(3)
  expect(textsOf('07700 900123 "mobile"')).toHaveLength(2)
  expect(parseSearch('refund 07700 900123 mobile').interpretations.at(-1)?.sentence).toBe(
    'The other word isn’t searched.',
  )
})

test('two order numbers stay two terms', () => {
  expect(parseSearch('1004212345678 1004212345679').search.terms).toHaveLength(2)
})

test.each([
  '(1004212)',
  '(1004212345)',
  'to 1004212',
  'refund to 10042123',
  'call 1004212',
  'from 1004212345',
])('%s may be an order number, so contexts are searched too', (typed) => {
  const last = parseSearch(typed).search.terms.at(-1)
  expect(last?.predicates).toContainEqual(
    expect.objectContaining({ on: 'context', text: typed.match(/\d+/)?.[0] }),
  )
})

test.each([
  '-d "To=+14155550199"',
  "curl -X POST -d 'To=+14155550199' --data-urlencode 'Body=hi'",
  'curl --data-urlencode "To=+14155550199"',
  'twilio api:core:messages:list --to +14155550199 -o json',
])('the options of %s exclude nothing', (typed) => {
  const { terms } = parseSearch(typed).search
  expect(terms.filter(({ isNegated }) => isNegated)).toEqual([])
  expect(terms.some(({ predicates }) => predicates.some(({ on }) => on === 'contact'))).toBe(true)
})

test('beside a number, words are excluded as ever', () => {
  for (const typed of [
    '+14155550199 -refund',
    '+14155550199 -"a b"',
    '-07700 900123',
    '-status:active +14155550199',
  ])
    expect(parseSearch(typed).search.terms.filter(({ isNegated }) => isNegated)).toHaveLength(1)
})
