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

/** What people write around a number, and what an address book or a web page adds. */
const around: [before: string, after: string][] = [
  ['Tel: ', ''],
  ['Tel. ', ''],
  ['tel:', ''],
  ['Phone: ', '.'],
  ['phone ', ','],
  ['Phone number: ', ''],
  ['Mobile:', ''],
  ['(mobile) ', ''],
  ['[Home] ', ''],
  ['T: ', ''],
  ['M:', ''],
  ['Téléphone : ', ''],
  ['WhatsApp: ', ''],
  ['callto:', ''],
  ['sms:', ''],
  ['Tel. No.: ', ''],
  ['Phone #: ', ''],
  ['call ', ''],
  ['Text: ', ''],
  ['M ', ''],
  ['From: ', ''],
  ['phone=', ''],
  ['="', '"'],
  ['☎ ', ''],
  ['📞️', ''],
  ['', ' (mobile)'],
  ['', ' [work],'],
  ['', 'x204'],
  ['', ' x204'],
  ['', ' ext. 12'],
  ['', ' ext 12.'],
  ['', ', extension 12'],
  ['', ' #3'],
  ['', '#3'],
  ['', ';ext=12'],
  ['', ',,204#'],
  ['', 'p204'],
  ['', ' p 12'],
  ['', 'w204#'],
  ['"', '"'],
  ['“', '”'],
  ["'", "'"],
  ['', "'"],
  ['‘', '’'],
  ['«', '»'],
  ['`', '`'],
  ['<', '>'],
  ['[', ']'],
  ['{', '}'],
  ['(', ')'],
  ['', ','],
  ['', '.'],
  ['', ';'],
  ['', '?'],
  ['(', ').'],
  ['Tel: <', ' ext. 12>,'],
]

describe.each(around)('a number after %j and before %j', (before, after) => {
  test.each([
    ['+1 (415) 555-0199', '+14155550199'],
    ['+14155550199', '+14155550199'],
    ['(415) 555-0199', '+14155550199'],
    ['4155550199', '+14155550199'],
    ['07700 900123', '+447700900123'],
    ['00 44 7700 900123', '+447700900123'],
  ])('%s', (number, address) => {
    expect(finds(`${before}${number}${after}`, address)).toBe(true)
  })
})

test.each([
  ['https://wa.me/447700900123', '+447700900123'],
  ['https://api.whatsapp.com/send?phone=447700900123&text=hello', '+447700900123'],
  ['%2B447700900123', '+447700900123'],
  ['From=%2B14155550199', '+14155550199'],
  ['0xx11 96123-4567', '+5511961234567'],
  ['(0XX11) 96123-4567', '+5511961234567'],
  ['0xx 11 96123 4567', '+5511961234567'],
  ['(0xx) 11 96123-4567', '+5511961234567'],
  ['Tel: 0 xx 11 96123-4567', '+5511961234567'],
])('%s finds %s', (typed, address) => {
  expect(finds(typed, address)).toBe(true)
})

test('a label alone, and one before a word, are words', () => {
  expect(parseSearch('phone').search.terms).toHaveLength(1)
  expect(parseSearch('phone broken').search.terms).toHaveLength(2)
  expect(parseSearch('work 10042').search.terms).toHaveLength(2)
  expect(parseSearch('order: 10042').search.terms).toHaveLength(2)
})

test.each(['020 7946 0018 ext. 12', 'contact:020 7946 0018 ext. 12', '"020 7946 0018 ext. 12"'])(
  '%s: the extension is named as not searched',
  (typed) => {
    expect(parseSearch(typed).interpretations.map(({ sentence }) => sentence)).toEqual([
      expect.stringMatching(/^The contact’s number is 2079460018 .* The extension 12 isn’t searched[.]$/),
    ])
  },
)
