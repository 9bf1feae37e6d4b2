import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { createContext, runInContext } from 'node:vm'

import { expect, test } from 'vitest'

import { findUnsupported } from './compat-data.ts'
import { memberFeature } from './features.ts'

const script = readFileSync(resolve(import.meta.dirname, '../../public/browser-check.js'), 'utf8')
const sentence =
  'This browser is too old for Flowdesk. Use Chrome or Edge 130, Firefox 140, Safari 18, or a newer one.'

/** Runs the script with these globals. @returns the content, role and style of #root */
function runBrowserCheck(globals: object): { role: string; text: string; css: string } {
  const page = { role: '', text: '', css: '' }
  const root = {
    style: {
      set cssText(css: string) {
        page.css = css
      },
    },
    setAttribute: (_: 'role', role: string) => (page.role = role),
    appendChild: (text: string) => (page.text += text),
  }
  const document = { getElementById: () => root, createTextNode: (text: string) => text }
  runInContext(script, createContext({ document, ...globals }))
  return page
}

const untouched = { role: '', text: '', css: '' }

test('a supported browser sees no message', () => {
  expect(runBrowserCheck({ URL, Intl })).toEqual(untouched)
  expect(runBrowserCheck({ URL, Intl: { DurationFormat: Object } })).toEqual(untouched)
})

test.each([
  ['that has neither', {}],
  ['with neither global', { URL: undefined, Intl: undefined }],
  ['like Safari 17', { URL: Object, Intl: { DurationFormat: Object } }],
  ['like Firefox 135', { URL, Intl: { DateTimeFormat: Object } }],
])('a browser %s sees a readable message', (_, globals) => {
  const { role, text, css } = runBrowserCheck({ URL: undefined, Intl: undefined, ...globals })
  expect({ role, text }).toEqual({ role: 'alert', text: sentence })
  expect(css).toContain('color: #000; background: #fff')
})

test('every supported browser has the features that are checked', () => {
  for (const feature of [memberFeature('URL', 'parse'), memberFeature('Intl', 'DurationFormat')]) {
    expect(feature).toBeDefined()
    expect(findUnsupported(feature)).toEqual([])
  }
})

test('the script has no syntax that old browsers cannot parse', () => {
  const code = script.replaceAll(/\/\*[^]*?\*\/|\/\/.*/g, '')
  expect(code).not.toMatch(/=>|`|\b(const|let|class|import|export|async)\b|\?\.|\?\?/)
})
