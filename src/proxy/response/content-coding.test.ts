import { gunzipSync, gzipSync } from 'node:zlib'

import { expect, test, vi } from 'vitest'

import { compressForClient, decodeForClient } from './content-coding.ts'

const text = JSON.stringify({ contexts: Array.from({ length: 2000 }, (_, i) => `+1555010${i % 100}`) })
const accepting = (encoding: string | null) =>
  new Request('http://localhost/', { headers: encoding === null ? {} : { 'accept-encoding': encoding } })

function streamOf(bytes: Uint8Array, chunkSize = 1000): ReadableStream<Uint8Array<ArrayBuffer>> {
  let from = 0
  return new ReadableStream({
    pull(controller) {
      if (from >= bytes.length) return controller.close()
      controller.enqueue(Uint8Array.from(bytes.subarray(from, (from += chunkSize))))
    },
  })
}

const gzipHeaders = () => new Headers({ 'content-encoding': 'gzip' })

test('gzip passes to a client that accepts it, and is decompressed for one that does not', async () => {
  const compressed = gzipSync(text)
  const kept = gzipHeaders()
  const passed = new Response(decodeForClient(streamOf(compressed), kept, accepting('gzip, br')))
  expect(Buffer.from(await passed.arrayBuffer()).equals(compressed)).toBe(true)
  expect(kept.get('content-encoding')).toBe('gzip')
  for (const encoding of [null, 'br', 'gzip;q=0']) {
    const headers = gzipHeaders()
    expect(
      await new Response(decodeForClient(streamOf(compressed), headers, accepting(encoding))).text(),
    ).toBe(text)
    expect(headers.has('content-encoding')).toBe(false)
  }
})

test.each([
  ['broken', Buffer.concat([gzipSync(text).subarray(0, 200), Buffer.from('not gzip')])],
  ['cut off', gzipSync(text).subarray(0, 200)],
  ['no', Buffer.from('{"plain":true}')],
])('%s gzip fails in the middle', async (_, bytes) => {
  const body = decodeForClient(streamOf(bytes), gzipHeaders(), accepting(null))
  await expect(new Response(body).text()).rejects.toThrow(/header check|unexpected end of file|invalid/)
})

test('a gzip bomb is decompressed only as far as it is read', async () => {
  const bomb = gzipSync(Buffer.alloc(200 * 2 ** 20))
  const memoryBefore = process.memoryUsage().rss
  const reader = decodeForClient(streamOf(bomb, 65_536), gzipHeaders(), accepting(null)).getReader()
  let bytes = 0
  for (let i = 0; i < 10; i++) bytes += (await reader.read()).value?.byteLength ?? 0
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(bytes).toBeLessThan(2 ** 20)
  expect(process.memoryUsage().rss - memoryBefore).toBeLessThan(50 * 2 ** 20)
  await reader.cancel()
})

test('a plain response is compressed, its first bytes at once, and a cancel reaches its source', async () => {
  const cancel = vi.fn<() => void>()
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start: (controller) => controller.enqueue(Uint8Array.from(Buffer.from('{"first":1,'))),
    cancel,
  })
  const response = compressForClient(new Response(body), accepting('gzip'))
  expect(response.headers.get('content-encoding')).toBe('gzip')
  const reader = response.body?.getReader()
  let received = Buffer.alloc(0)
  await vi.waitFor(async () => {
    received = Buffer.concat([received, (await reader?.read())?.value ?? new Uint8Array()])
    const flushed = gunzipSync(received, { finishFlush: 2 }).toString()
    expect(flushed).toBe('{"first":1,')
  })
  await reader?.cancel()
  await vi.waitFor(() => expect(cancel).toHaveBeenCalled())
})

test('what is compressed already, has no body, or goes to a client without gzip stays as it is', async () => {
  const gzipped = new Response('x', { headers: gzipHeaders() })
  expect(compressForClient(gzipped, accepting('gzip'))).toBe(gzipped)
  const empty = new Response(null, { status: 204 })
  expect(compressForClient(empty, accepting('gzip'))).toBe(empty)
  const plain = new Response('x')
  expect(compressForClient(plain, accepting('br'))).toBe(plain)
})
