import { gzipSync } from 'node:zlib'

import { expect, test } from 'vitest'

import { maxResponseBytes } from '#contract/page.ts'

import { createBodyReader } from './response-body.ts'

const text = JSON.stringify(Array.from({ length: 5000 }, (_, i) => `+1555010${i % 100}`))

function gzipFile(...chunks: Uint8Array[]): Response {
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(Uint8Array.from(chunk))
      controller.close()
    },
  })
  return new Response(body, { headers: { 'content-type': 'application/gzip' } })
}

const read = (response: Response, keepAlive = () => {}, readBody = createBodyReader()) =>
  readBody(response, {
    keepAlive,
    onFailed: () => {
      throw new Error('failed')
    },
  })

test('a gzip file is decompressed, and its compressed bytes are kept', async () => {
  const compressed = gzipSync(text)
  let chunks = 0
  const { bytes, gzip } = await read(
    gzipFile(compressed.subarray(0, 100), compressed.subarray(100)),
    () => void chunks++,
  )
  expect(new TextDecoder().decode(bytes)).toBe(text)
  expect(gzip).toEqual(Uint8Array.from(compressed))
  expect(chunks).toBeGreaterThan(2)
})

test('released memory is used again, as long as it is large enough', async () => {
  const readBody = createBodyReader()
  const readGzip = async (length: number) => {
    const body = await read(gzipFile(gzipSync('x'.repeat(length))), undefined, readBody)
    expect(new TextDecoder().decode(body.bytes)).toBe('x'.repeat(length))
    return body
  }
  const first = await readGzip(1000)
  const second = await readGzip(900)
  expect(second.bytes.buffer).not.toBe(first.bytes.buffer)
  first.release()
  const third = await readGzip(1050)
  expect(third.bytes.buffer).toBe(first.bytes.buffer)
  third.release()
  const fourth = await readGzip(5000)
  expect(fourth.bytes.buffer).not.toBe(first.bytes.buffer)
  const huge = await readGzip(2 ** 24)
  huge.release()
  const fifth = await readGzip(1000)
  expect(fifth.bytes.buffer.byteLength).toBeLessThan(huge.bytes.buffer.byteLength)
})

test('anything else is read as it is', async () => {
  const { bytes, gzip } = await read(new Response(text))
  expect([new TextDecoder().decode(bytes), gzip]).toEqual([text, null])
  expect(await read(new Response(null))).toMatchObject({ bytes: new Uint8Array(), gzip: null })
})

test.each([
  ['broken', Buffer.concat([gzipSync(text).subarray(0, 200), Buffer.from('not gzip')])],
  ['cut off', gzipSync(text).subarray(0, 200)],
  ['followed by something else', Buffer.concat([gzipSync(text), Buffer.from('more')])],
  ['no', Buffer.from(text)],
])('gzip that is %s fails', async (_, bytes) => {
  await expect(read(gzipFile(bytes))).rejects.toThrow('failed')
})

test('a gzip file that decompresses without end is read to the limit only', async () => {
  const bomb = gzipSync(Buffer.alloc(2 * maxResponseBytes))
  expect(bomb.length).toBeLessThan(2 ** 20)
  const before = process.memoryUsage().arrayBuffers
  await expect(read(gzipFile(bomb))).rejects.toMatchObject({ kind: 'too-large' })
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(1.5 * maxResponseBytes)
})
