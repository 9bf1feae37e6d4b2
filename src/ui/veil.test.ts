import { readdir, readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'

import fc from 'fast-check'
import { expect, test } from 'vitest'

import { veilPart } from './veil.ts'

const src = join(import.meta.dirname, '..')

/** Who writes out what cannot be seen without going through the veil, and why that is well. */
const unveiled = [
  // The name of whoever is signed in, which is theirs to see.
  'pages/door/account-menu.tsx',
  // Veils the whole text before it is cut.
  'viewer/not-json.tsx',
]

test('no text from outside is named or drawn past the veil', async () => {
  const entries = await readdir(src, { recursive: true, withFileTypes: true })
  const files = entries
    .filter(({ name }) => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name))
    .map((entry) => relative(src, join(entry.parentPath, entry.name)))
    .filter((file) => !file.startsWith('ui/'))
  const texts = await Promise.all(files.map((file) => readFile(join(src, file), 'utf8')))
  expect(files.filter((_, i) => texts[i]?.includes("'#ui/unseen.ts'")).toSorted()).toEqual(unveiled)
})

/** Hides whole words of digits, and nothing within other words. */
const veil = (text: string) => text.replaceAll(/(?<!\w)\d+(?!\w)/g, (digits) => '•'.repeat(digits.length))

test('part of a text is veiled as the whole is', () => {
  const text = fc.array(fc.constantFrom('a', '1', '22', ' ', '345', '-'), { maxLength: 300 })
  const place = fc.nat(400)
  fc.assert(
    fc.property(text, place, place, (pieces, one, other) => {
      const whole = pieces.join('')
      const [from, to] = [Math.min(one, other, whole.length), Math.min(Math.max(one, other), whole.length)]
      expect(veilPart(veil, whole, from, to)).toBe(veil(whole).slice(from, to))
    }),
  )
})
