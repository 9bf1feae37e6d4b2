import fc from 'fast-check'
import { expect, test } from 'vitest'

import { searchText } from './search-text.ts'

const { signal } = new AbortController()

/** As one would write it without thinking of size. */
function naive(text: string, sought: string): number[] {
  const starts: number[] = []
  const [lower, what] = [text.toLowerCase(), sought.toLowerCase()]
  for (let at = lower.indexOf(what); at >= 0; at = lower.indexOf(what, at + what.length)) starts.push(at)
  return starts
}

test('finds what a search through the whole text would, wherever it is cut', async () => {
  const letters = fc.constantFrom('a', 'A', 'b', '.', '\n')
  await fc.assert(
    fc.asyncProperty(
      fc.string({ unit: letters, maxLength: 60 }),
      fc.string({ unit: letters, minLength: 1, maxLength: 4 }),
      fc.integer({ min: 1, max: 20 }),
      async (text, sought, stretch) => {
        const { starts, limited } = await searchText(text, sought, signal, stretch)
        expect([...starts]).toEqual(naive(text, sought))
        expect(limited).toBe(false)
      },
    ),
  )
})

test('says when there are more than it keeps', async () => {
  const { starts, limited } = await searchText('ab'.repeat(20_000), 'B', signal)
  expect([starts.length, starts[1], limited]).toEqual([10_000, 3, true])
})

test('ends when it is no longer wanted', async () => {
  await expect(searchText('xy', 'y', AbortSignal.abort())).rejects.toThrow('aborted')
})
