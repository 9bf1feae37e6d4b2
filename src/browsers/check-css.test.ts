import { expect, test } from 'vitest'

import { checkCss } from './check-css.ts'

const findUsages = (text: string) => checkCss(text, 'a.css').map(({ line, usage }) => `${line} ${usage}`)

test('reports features that a supported browser lacks', () => {
  expect(
    findUsages(`a { field-sizing: content }
      b { position-anchor: --b; width: anchor-size(width) }
      c { scrollbar-width: thin }
      d { text-wrap: pretty }
      @function --e() { result: 1 }
      f:open { color: red }`),
  ).toEqual([
    '1 field-sizing',
    '1 field-sizing: content',
    '2 position-anchor',
    '2 width: anchor-size()',
    '3 scrollbar-width',
    '3 scrollbar-width: thin',
    '4 text-wrap: pretty',
    '5 @function',
    '6 :open',
  ])
})

test('does not report supported features, nor features with a fallback or inside @supports', () => {
  expect(
    findUsages(`a:has(b) { color: light-dark(red, color-mix(in oklch, red, blue)); display: grid }
      @container (width > 10px) { a { inset: 0; text-wrap: balance } }
      b { -webkit-user-select: none; user-select: none }
      c { text-wrap: wrap; text-wrap: pretty }
      @supports (field-sizing: content) { d { field-sizing: content } }
      e { content: ':open'; background: url(popover.svg) }`),
  ).toEqual([])
})
