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
  '+919876543210': ['0 98765 43210', '+91-98765-43210', '+91 (0) 98765 43210'],
  '+819012345678': [
    '０９０ー１２３４ー５６７８',
    '090〜1234〜5678',
    '携帯: 090-1234-5678',
    '電話：090-1234-5678',
    '010 81 90 1234 5678',
  ],
  '+61491570156': ['0491 570 156', '0011 61 491 570 156', '+61 (0) 491 570 156'],
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
  '+14155550199': ['*67 415 555 0199', '#31#4155550199'],
  '+447700900123': [
    '7700 900123',
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
  '2026-11-03',
  '2026/11/3',
  '03.11.2026',
  '3/11/2026',
  '1.234.567,00',
  '12.50',
  'ORD-2026-00123',
  '1234-5678-9012-3456',
  '550e8400-e29b-41d4-a716-446655440000',
  '#4711',
  'W-12345678',
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

test('two order numbers stay two terms', () => {
  expect(parseSearch('1004212345678 1004212345679').search.terms).toHaveLength(2)
})
