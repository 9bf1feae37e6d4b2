import { expect, test } from 'vitest'

import { createContactHighlighter } from './contact-highlights.ts'

/** The address with the highlighted range in brackets. */
function withBrackets(address: string, typed: string): string {
  const range = createContactHighlighter(typed)(address)
  return range === null
    ? address
    : `${address.slice(0, range.start)}[${address.slice(range.start, range.end)}]${address.slice(range.end)}`
}

test.each([
  ['+14155550199', '0199', '+1415555[0199]'],
  ['+14155550199', '(415) 555-0199', '+1[4155550199]'],
  ['+14155550199', '+1 415 555 0199', '[+14155550199]'],
  ['whatsapp:+447700900123', '07700 900123', 'whatsapp:+44[7700900123]'],
  ['sip:+14155550199@example.com', '0199', 'sip:+1415555[0199]@example.com'],
  ['client:Alice', 'client:alice', '[client:Alice]'],
  ['client:Alice', 'lic', 'client:A[lic]e'],
  ['+14155550199', '0198', '+14155550199'],
  ['+14155550199', '-0199', '+14155550199'],
  ['+14155550199', 'lost 0199', '+1415555[0199]'],
])('%s, searched with %s, is highlighted as %s', (address, typed, expected) => {
  expect(withBrackets(address, typed)).toBe(expected)
})
