import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'

import { TextMaskContext } from '#ui/text/text-mask.ts'

import { OperandText } from './operand-text.tsx'

/** The text of an operand, without its elements. */
function textOf(text: string, { liquid = null as string | null, isMissing = false } = {}): string {
  return renderToStaticMarkup(<OperandText operand={{ kind: 'text', text, liquid, isMissing }} />).replaceAll(
    /<[^>]*>/g,
    '',
  )
}

test('blanks at the ends are visible, and those inside stay', () => {
  expect(textOf('1 ')).toBe('1␠')
  expect(textOf('\t a b\u00a0')).toBe('⇥␠a bU+00A0')
  expect(textOf('  ')).toBe('␠␠')
  expect(textOf('')).toBe('')
})

test('a variable is before its value, and what is not in the context is said so', () => {
  expect(textOf('1', { liquid: '{{flow.data.x}}' })).toBe('{{flow.data.x}} = 1')
  expect(textOf('', { liquid: '{{flow.data.x}}', isMissing: true })).toBe(
    '{{flow.data.x}} = nothing (not in the context)',
  )
})

test('values are masked', () => {
  const html = renderToStaticMarkup(
    <TextMaskContext value={(text) => text.replaceAll(/\d/g, '•')}>
      <OperandText operand={{ kind: 'text', text: '+14155550199 ', liquid: null, isMissing: false }} />
    </TextMaskContext>,
  )
  expect(html).not.toMatch(/415/)
  expect(html).toContain('␠')
})
