import fc from 'fast-check'
import { expect, test } from 'vitest'

import { applyEdit } from './use-masked-input.ts'

/** Keeps the length, like any mask: hides digits. */
const mask = (text: string) => text.replaceAll(/\d/g, '•')

test('typing, deleting and pasting in a masked text edit the text itself', () => {
  const text = fc.string({ unit: fc.constantFrom('1', '2', '3', 'a', ' '), maxLength: 12 })
  fc.assert(
    fc.property(text, text, fc.nat(12), fc.nat(12), (before, inserted, one, other) => {
      const from = Math.min(one, other, before.length)
      const to = Math.min(Math.max(one, other), before.length)
      const displayed = mask(before)
      const edited = displayed.slice(0, from) + inserted + displayed.slice(to)
      expect(applyEdit(before, displayed, edited, from + inserted.length)).toBe(
        before.slice(0, from) + inserted + before.slice(to),
      )
    }),
    { numRuns: 2000 },
  )
})
