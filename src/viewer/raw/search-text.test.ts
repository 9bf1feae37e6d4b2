import fc from 'fast-check'
import { expect, test } from 'vitest'

import { searchText } from './search-text.ts'

const { signal } = new AbortController()

/** A naive reference that ignores performance. */
function naive(text: string, query: string): number[] {
  const starts: number[] = []
  const [lowerText, lowerQuery] = [text.toLowerCase(), query.toLowerCase()]
  for (
    let index = lowerText.indexOf(lowerQuery);
    index >= 0;
    index = lowerText.indexOf(lowerQuery, index + lowerQuery.length)
  )
    starts.push(index)
  return starts
}

test('finds the same matches as a search of the whole text, for any chunk length', async () => {
  const letters = fc.constantFrom('a', 'A', 'b', '.', '\n')
  await fc.assert(
    fc.asyncProperty(
      fc.string({ unit: letters, maxLength: 60 }),
      fc.string({ unit: letters, minLength: 1, maxLength: 4 }),
      fc.integer({ min: 1, max: 20 }),
      async (text, query, chunkLength) => {
        const { starts, hasMore } = await searchText(text, query, signal, chunkLength)
        expect([...starts]).toEqual(naive(text, query))
        expect(hasMore).toBe(false)
      },
    ),
  )
})

test('reports when there are more matches than the limit', async () => {
  const { starts, hasMore } = await searchText('ab'.repeat(20_000), 'B', signal)
  expect([starts.length, starts[1], hasMore]).toEqual([10_000, 3, true])
})

test('rejects when aborted', async () => {
  await expect(searchText('xy', 'y', AbortSignal.abort())).rejects.toThrow('aborted')
})
