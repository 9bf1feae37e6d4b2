import { expect, test } from 'vitest'

import { gather } from './gather.ts'

/** Five pieces, each of which takes longer than a slice. */
function* slowly() {
  for (let i = 0; i < 5; i++) {
    const end = performance.now() + 10
    while (performance.now() < end);
    yield `piece ${i}, é😀\n`
  }
}

test('a text of pieces, whole and in order, with turns for others between them', async () => {
  let turns = 0
  const others = setInterval(() => turns++)
  const blob = await gather(slowly())
  clearInterval(others)
  expect(await blob.text()).toBe([0, 1, 2, 3, 4].map((i) => `piece ${i}, é😀\n`).join(''))
  expect(turns).toBeGreaterThanOrEqual(3)
})
