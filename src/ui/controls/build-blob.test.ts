import { expect, test } from 'vitest'

import { buildBlob } from './build-blob.ts'

/** Five chunks. Each takes longer than a time slice. */
function* slowChunks() {
  for (let i = 0; i < 5; i++) {
    const end = performance.now() + 10
    while (performance.now() < end);
    yield `chunk ${i}, é😀\n`
  }
}

test('joins all chunks in order, and yields to the event loop between them', async () => {
  let ticks = 0
  const timer = setInterval(() => ticks++)
  const blob = await buildBlob(slowChunks())
  clearInterval(timer)
  expect(await blob.text()).toBe([0, 1, 2, 3, 4].map((i) => `chunk ${i}, é😀\n`).join(''))
  expect(ticks).toBeGreaterThanOrEqual(3)
})
