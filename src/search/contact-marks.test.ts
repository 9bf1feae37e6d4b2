import { expect, test } from 'vitest'

import { contactMarker } from './contact-marks.ts'

/** The address with what is marked in brackets. */
function marked(address: string, typed: string): string {
  const mark = contactMarker(typed)(address)
  return mark === null
    ? address
    : `${address.slice(0, mark.start)}[${address.slice(mark.start, mark.end)}]${address.slice(mark.end)}`
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
])('%s, searched with %s, is marked %s', (address, typed, shown) => {
  expect(marked(address, typed)).toBe(shown)
})
