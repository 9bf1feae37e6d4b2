import { Transform } from 'node:stream'
import { setTimeout } from 'node:timers/promises'

import { expect, test } from 'vitest'

import { pipeThrough } from './web-streams.ts'

test('what arrives while the transform is busy is passed to it in one piece', async () => {
  const pieces: number[] = []
  const slow = new Transform({
    writableHighWaterMark: 1,
    async transform(piece: Buffer, _, callback) {
      pieces.push(piece.length)
      await setTimeout(20)
      callback(null, piece)
    },
  })
  let chunks = 50
  const body = new ReadableStream<Uint8Array>({
    pull: (controller) => (chunks-- > 0 ? controller.enqueue(new Uint8Array(1000)) : controller.close()),
  })
  expect((await new Response(pipeThrough(body, slow)).arrayBuffer()).byteLength).toBe(50_000)
  expect(pieces.length).toBeLessThan(5)
})
