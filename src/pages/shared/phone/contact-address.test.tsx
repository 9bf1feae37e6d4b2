import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'

import { phoneSeparators } from '#format/phone-separators.ts'
import { maskText } from '#privacy/mask.ts'
import { noMask, TextMaskContext, type TextMask } from '#ui/text/text-mask.ts'

import { SeparatedAddress } from './contact-address.tsx'
import { isShortNumber } from './separator.tsx'

type Highlight = { start: number; end: number }

/** The markup without tags, as it is copied, and with generated separators and marks, as it is shown. */
function render(address: string, highlight: Highlight | null = null, mask: TextMask = noMask) {
  const markup = renderToStaticMarkup(
    <TextMaskContext value={mask}>
      <SeparatedAddress address={address} highlight={highlight} separators={phoneSeparators(address)} />
    </TextMaskContext>,
  )
  const withMarks = markup.replaceAll(/<mark[^>]*>/g, '[').replaceAll('</mark>', ']')
  return {
    copied: markup.replaceAll(/<[^>]*>/g, ''),
    shown: withMarks.replaceAll(/<span data-separator="([^"]*)"[^>]*>/g, '$1').replaceAll(/<[^>]*>/g, ''),
  }
}

test('a number is shown with separators and copied without', () => {
  expect(render('+447700900123')).toEqual({ copied: '+447700900123', shown: '+44 7700 900123' })
  expect(render('whatsapp:+14155550199').shown).toBe('whatsapp:+1 415 555 0199')
  expect(render('client:anna')).toEqual({ copied: 'client:anna', shown: 'client:anna' })
})

test('a match is highlighted across separators', () => {
  expect(render('+14155550199', { start: 2, end: 12 }).shown).toBe('+1 [415 555 0199]')
  expect(render('+14155550199', { start: 7, end: 12 }).shown).toBe('+1 415 55[5 0199]')
  expect(render('+14155550199', { start: 5, end: 8 }).shown).toBe('+1 415 [555] 0199')
  expect(render('+14155550199', { start: 0, end: 12 }).copied).toBe('+14155550199')
})

test('a masked number has the same separators', () => {
  expect(render('+14155550199', null, maskText).shown).toBe('+1 ••• ••• ••99')
})

const isShort = (number: string) => isShortNumber(number, phoneSeparators(number))

test('in the narrowest column only numbers that fit have separators', () => {
  expect(['+447700900123', '+14155550199', '+353209105062', '+33639980142'].filter(isShort)).toHaveLength(4)
  expect(['+4915123456789', '+5511985550123'].filter(isShort)).toEqual([])
})
