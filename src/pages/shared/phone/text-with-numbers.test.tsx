import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'

import { phoneSeparators } from '#format/phone-separators.ts'
import { maskText } from '#privacy/mask.ts'
import { noMask, TextMaskContext, type TextMask } from '#ui/text/text-mask.ts'

import { SeparatedText } from './text-with-numbers.tsx'

/** The markup without tags, as it is copied, and with generated separators, as it is shown. */
function render(text: string, mask: TextMask = noMask) {
  const markup = renderToStaticMarkup(
    <TextMaskContext value={mask}>
      <SeparatedText text={text} getSeparators={phoneSeparators} />
    </TextMaskContext>,
  )
  const withSeparators = markup.replaceAll(/<span data-separator="([^"]*)"[^>]*>/g, '$1')
  return {
    markup,
    copied: markup.replaceAll(/<[^>]*>/g, ''),
    shown: withSeparators.replaceAll(/<[^>]*>/g, ''),
  }
}

test.each([
  ['Call +14155550199.', 'Call +1 415 555 0199.'],
  ['+447700900123', '+44 7700 900123'],
  [
    'From whatsapp:+447700900123, to (+5491155550123)',
    'From whatsapp:+44 7700 900123, to (+54 9 11 5555 0123)',
  ],
  ['+14155550199+14155550198', '+14155550199+14155550198'],
  ['a+14155550199, 1+14155550199, +14155550199x', 'a+14155550199, 1+14155550199, +14155550199x'],
  [
    '+1 415 555 0199, 14155550199 and +141555501990000000',
    '+1 415 555 0199, 14155550199 and +141555501990000000',
  ],
  ['no number', 'no number'],
  ['', ''],
])('“%s” is shown as “%s” and copied as it is', (text, shown) => {
  expect(render(text)).toMatchObject({ copied: text, shown })
})

test('a masked number has the same separators, and what is masked depends on the whole text', () => {
  const { shown, copied } = render('Call +14155550199 or mail ann@example.com', maskText)
  expect(shown).toBe('Call +1 ••• ••• ••99 or mail a••@example.com')
  expect(copied).toBe('Call +1••••••••99 or mail a••@example.com')
})

test('in right-to-left text, numbers are isolated, whatever stands between them', () => {
  expect(render('חייגו +14155550199 / +1 415 555 0198').markup).toMatch(
    /^<bdi>חייגו <bdi dir="ltr"[^>]*>\+1.*0199<\/bdi> \/ <bdi dir="ltr">\+1 415 555 0198<\/bdi><\/bdi>$/,
  )
})
