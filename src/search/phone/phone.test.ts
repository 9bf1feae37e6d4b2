import { describe, expect, test } from 'vitest'

import { compileContactMatch } from '#search/query/contact-match.ts'
import { parseSearch } from '#search/interpret/parse-search.ts'

/** Whether the text is one term that matches the contact. */
function finds(typed: string, address: string): boolean {
  const { terms } = parseSearch(typed).search
  return (
    terms.length === 1 &&
    terms.some(({ predicates }) =>
      predicates.some((each) => each.on === 'contact' && compileContactMatch(each.match)(address)),
    )
  )
}

/**
 * Numbers reserved for films and examples (NANPA 555-01XX, Ofcom, ACMA, ARCEP, Bundesnetzagentur), or fake 555 numbers
 * where a country reserves none.
 */
const examples: Record<string, { address: string; typed: string[] }> = {
  'United States': {
    address: '+14155550199',
    typed: [
      '+14155550199',
      '+1 (415) 555-0199',
      '(415) 555-0199',
      '(415)555-0199',
      '415-555-0199',
      '415.555.0199',
      '415 555 0199',
      '415/555/0199',
      '1-415-555-0199',
      '1 415 555 0199',
      '4155550199',
      '14155550199',
      '001 415 555 0199',
      'tel:+1-415-555-0199',
      'tel:+1-415-555-0199;ext=12',
      '0199',
      '50199',
      '555-0199',
      '555 0199',
      '(415)\u00a0555-0199',
      '(415) 555\u200b-0199',
      '\u202a+1 415 555 0199\u202c',
      '\ufeff4155550199',
      '（415） 555－0199',
      '＋1 415 555 0199',
      '４１５５５５０１９９',
      '٤١٥ ٥٥٥ ٠١٩٩',
      '+1\u2011415\u2011555\u20110199',
      '+1 – 415 – 555 – 0199',
    ],
  },
  'United Kingdom': {
    address: '+442079460018',
    typed: [
      '+44 20 7946 0018',
      '+44 (0)20 7946 0018',
      '+44(0)2079460018',
      '+44 020 7946 0018',
      '020 7946 0018',
      '(020) 7946 0018',
      '02079460018',
      '0044 20 7946 0018',
      '00442079460018',
      '011 44 20 7946 0018',
      '7946 0018',
    ],
  },
  'United Kingdom, mobile': {
    address: '+447700900123',
    typed: ['07700 900123', '07700900123', '+44 7700 900 123', '+44 (0) 7700 900123', '900123'],
  },
  Germany: {
    address: '+493023125555',
    typed: [
      '030 23125555',
      '030/23125555',
      '(030) 23125-555',
      '+49 (0)30 23125555',
      '0049 30 23125555',
      '+49 30 2312-5555',
    ],
  },
  France: {
    address: '+33639981234',
    typed: [
      '06 39 98 12 34',
      '06.39.98.12.34',
      '06-39-98-12-34',
      '+33 6 39 98 12 34',
      '+33 (0)6 39 98 12 34',
      '0033639981234',
    ],
  },
  Russia: {
    address: '+74955550123',
    typed: [
      '8 (495) 555-01-23',
      '8-495-555-01-23',
      '84955550123',
      '+7 495 555-01-23',
      '7 495 555 01 23',
      '495 555-01-23',
    ],
  },
  Hungary: {
    address: '+36305550123',
    typed: ['06 30 555 0123', '06-30/555-0123', '06305550123', '+36 30 555 0123', '0036 30 555 0123'],
  },
  Italy: {
    address: '+390655501234',
    typed: ['06 5550 1234', '+39 06 5550 1234', '0655501234', '0039 06 55501234'],
  },
  India: {
    address: '+915555543210',
    typed: ['55555 43210', '055555 43210', '+91 55555 43210', '+91-5555543210', '91 55555 43210'],
  },
  Australia: {
    address: '+61491570156',
    typed: ['0491 570 156', '+61 491 570 156', '+61 (0)491 570 156', '0011 61 491 570 156', '0491570156'],
  },
  Brazil: {
    address: '+5511985550123',
    typed: ['(11) 98555-0123', '11 98555-0123', '+55 11 98555-0123', '+55 11 8555-0123', '011 98555-0123'],
  },
  Mexico: {
    address: '+525555550123',
    typed: ['55 5555 0123', '+52 55 5555 0123', '+52 1 55 5555 0123', '(55) 5555-0123'],
  },
  Japan: {
    address: '+81355550123',
    typed: ['03-5555-0123', '０３－５５５５－０１２３', '(03) 5555-0123', '+81 3 5555 0123'],
  },
}

describe.each(Object.entries(examples))('%s', (_, { address, typed }) => {
  test.each(typed)('%s', (each) => {
    expect(finds(each, address)).toBe(true)
    expect(finds(each, `whatsapp:${address}`)).toBe(true)
    expect(finds(`contact:${each}`, address)).toBe(true)
  })
})

test.each([
  ['0199', '+14155550198'],
  ['+41 55 550 0199', '+14155500199'],
  ['0199', '+14155550199x'],
  ['0199', 'client:agent0'],
  ['020 7946 0018', '+447946001802'],
  // Short numbers keep their zero: "0123" does not match "123".
  ['0123', '+14155559123'],
])('%s does not find %s', (typed, address) => {
  expect(finds(typed, address)).toBe(false)
})

test.each([
  ['0199', 'sip:+14155550199@10.0.0.1:5060'],
  ['+1 415 555 0199', 'sip:+14155550199@10.0.0.1:5060'],
  ['+1 415 555 0199', '+14155550199@example.com'],
  ['4711', 'client:agent4711'],
  ['whatsapp:+1 (415) 555-0199', 'whatsapp:+14155550199'],
  ['+52 55 5555 0123', 'whatsapp:+5215555550123'],
  ['+54 11 5555 0123', 'whatsapp:+5491155550123'],
  ['+55 11 95555-0123', 'whatsapp:+551155550123'],
])('%s finds %s', (typed, address) => {
  expect(finds(typed, address)).toBe(true)
})

const termsOf = (text: string) => parseSearch(text).search.terms.map(({ typed }) => typed)

test('text after a phone number is another term', () => {
  expect(termsOf('(415) 555-0199 refund')).toEqual(['(415) 555-0199', 'refund'])
  expect(termsOf('(415) 555-0199 10042')).toEqual(['(415) 555-0199', '10042'])
  expect(termsOf('415 555 0199 -10042')).toEqual(['415 555 0199', '-10042'])
  expect(termsOf('-(415) 555-0199')).toEqual(['-(415) 555-0199'])
  expect(termsOf('100423 100424')).toEqual(['100423', '100424'])
  expect(termsOf('2026-11-03 10042')).toEqual(['2026-11-03', '10042'])
  expect(termsOf('order 10042')).toEqual(['order', '10042'])
})
