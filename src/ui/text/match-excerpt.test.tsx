import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'

import { MatchExcerpt } from './match-excerpt.tsx'
import { TextMaskContext } from './text-mask.ts'

/** The direction, and the texts before, in and after the match. */
function partsOf(text: string, match: string, mask = (each: string) => each) {
  const start = text.indexOf(match)
  const markup = renderToStaticMarkup(
    <TextMaskContext value={mask}>
      <MatchExcerpt text={text} start={start} end={start + match.length} />
    </TextMaskContext>,
  )
  const dir = /dir="(...)"/.exec(markup)?.[1]
  const [before, inside, after] = markup
    .split(/<mark[^>]*>|<\/mark>/)
    .map((part) => part.replaceAll(/<[^>]*>/g, ''))
  return { dir, before, inside, after }
}

test('shows little text before the match, so that it is in view, and all of it after', () => {
  expect(partsOf('Your order 12345 left our warehouse on Friday', 'warehouse')).toEqual({
    dir: 'ltr',
    before: '…45 left our ',
    inside: 'warehouse',
    after: ' on Friday',
  })
  expect(partsOf('on Friday', 'on')).toMatchObject({ before: '', inside: 'on' })
  expect(partsOf('Thank you 👍 for this, works', 'works')).toMatchObject({ before: '…👍 for this, ' })
})

test('stays on one line, and follows the direction of the text', () => {
  expect(partsOf('one\ntwo\tthree', 'two')).toMatchObject({ before: 'one ', after: ' three' })
  expect(partsOf('اتصل بي', 'بي').dir).toBe('rtl')
})

const maskNumber = (text: string) => text.replace('+14155550199', '•'.repeat(12))

test('masks the text as a whole: a part of a number would not be seen as one', () => {
  expect(partsOf('Call +14155550199 now', '5550', maskNumber)).toMatchObject({
    before: 'Call •••••',
    inside: '••••',
    after: '••• now',
  })
})
