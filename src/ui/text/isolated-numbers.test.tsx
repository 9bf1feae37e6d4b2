import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'

import { UntrustedText } from './untrusted-text.tsx'

const markup = (text: string) => renderToStaticMarkup(<UntrustedText text={text} />)

test('in right-to-left text, a number is isolated with its plus in front', () => {
  expect(markup('اتصل بي على +1 415 555 0199 اليوم')).toBe(
    '<bdi>اتصل بي على <bdi dir="ltr">+1 415 555 0199</bdi> اليوم</bdi>',
  )
  expect(markup('חייגו +14155550199')).toBe('<bdi>חייגו <bdi dir="ltr">+14155550199</bdi></bdi>')
})

test.each(['+14155550199', 'Call +1 415 555 0199', 'اتصل بي', '1 + 1'])('%s stays one text', (text) => {
  expect(markup(text)).toBe(`<bdi>${text}</bdi>`)
})
