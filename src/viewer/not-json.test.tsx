import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'

import { tryParse } from '#json/embedded/embedded-json.ts'
import { indexJson } from '#json/parse/document.ts'
import { JsonTextError } from '#json/parse/json-text-error.ts'

import { NotJson } from './not-json.tsx'

/** The text, with what is marked in brackets. */
function shown(text: string): string {
  expect(tryParse(text)).toBeNull()
  try {
    indexJson(text)
  } catch (error) {
    if (!(error instanceof JsonTextError)) throw error
    const html = renderToStaticMarkup(<NotJson text={text} label="Context" error={error} />)
    const pre = /<pre[^>]*>(.*)<\/pre>/s.exec(html)?.[1] ?? ''
    return pre.replace(/<mark[^>]*>(.*)<\/mark>/s, '[$1]').replaceAll(/<[^>]*>/g, '')
  }
  return ''
}

test('the character at the error is marked, also one of two units', () => {
  expect(shown('{a}')).toBe('{[a]}')
  expect(shown('👍🏽 thanks')).toBe('[👍]🏽 thanks')
  expect(shown('[1,')).toBe('[1,[⟨end⟩]')
})
