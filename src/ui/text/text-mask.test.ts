import { readdir, readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'

import fc from 'fast-check'
import { expect, test } from 'vitest'

import { maskSlice } from './text-mask.ts'

const src = join(import.meta.dirname, '../..')

/** Files that escape invisible characters without the mask, and why that is safe. */
const unmaskedFiles = [
  // Masks the chunks before it escapes them.
  'pages/engagement/print/printed-context.ts',
  // Masks the label before it is cut.
  'pages/shared/graph/graph-parts.tsx',
  // Shows the signed-in user's own name.
  'pages/shell/account-menu.tsx',
  // Masks the text before it is split.
  'viewer/not-json.tsx',
]

test('no untrusted text is displayed without the mask', async () => {
  const entries = await readdir(src, { recursive: true, withFileTypes: true })
  const files = entries
    .filter(({ name }) => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name))
    .map((entry) => relative(src, join(entry.parentPath, entry.name)))
    .filter((file) => !file.startsWith('ui/'))
  const texts = await Promise.all(files.map((file) => readFile(join(src, file), 'utf8')))
  expect(files.filter((_, i) => texts[i]?.includes("'#ui/text/invisible-chars.ts'")).toSorted()).toEqual(
    unmaskedFiles,
  )
})

/** Masks words that consist of digits only. */
const mask = (text: string) => text.replaceAll(/(?<!\w)\d+(?!\w)/g, (digits) => '•'.repeat(digits.length))

test('maskSlice masks a slice as in the whole text', () => {
  const text = fc.array(fc.constantFrom('a', '1', '22', ' ', '345', '-'), { maxLength: 300 })
  const offset = fc.nat(400)
  fc.assert(
    fc.property(text, offset, offset, (tokens, one, other) => {
      const whole = tokens.join('')
      const [from, to] = [Math.min(one, other, whole.length), Math.min(Math.max(one, other), whole.length)]
      expect(maskSlice(mask, whole, from, to)).toBe(mask(whole).slice(from, to))
    }),
  )
})
