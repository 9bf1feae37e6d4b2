import { expect, test } from 'vitest'

import { compress } from '#engine/store/compression.ts'

import { createSearchWorker } from './search-worker.ts'

const encoder = new TextEncoder()
const pageOf = (bytes: Uint8Array<ArrayBuffer>) => ({
  bytes,
  isCompressed: true,
  spans: Uint32Array.of(0, 9),
})

test('runs one call after the other, also after one that failed', async () => {
  const { values, texts } = createSearchWorker()
  const [first, second] = await Promise.all(
    ['{"a":"1"}', '{"a":"2"}'].map((text) => compress(encoder.encode(text))),
  )
  if (!first || !second) throw new Error('Nothing was compressed.')
  const results = await Promise.allSettled([
    texts({ page: pageOf(first) }),
    texts({ page: pageOf(encoder.encode('not compressed')) }),
    values({ page: pageOf(second), path: ['a'], maxLength: 9 }),
  ])
  expect(results).toMatchObject([{ value: ['{"a":"1"}'] }, { status: 'rejected' }, { value: ['"2"'] }])
})
