import { gunzipSync, gzipSync } from 'node:zlib'

import { expect, test, vi } from 'vitest'

import { waitFor } from '#testing/wait-for.ts'

import { encodeForClient } from './content-coding.ts'

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

const gzipResponse = (bytes: Uint8Array, chunkSize?: number) =>
  new Response(streamOf(bytes, chunkSize), { headers: { 'content-encoding': 'gzip' } })
const codingOf = ({ headers }: Response) => headers.get('content-encoding')
const codingAndType = (response: Response) => [codingOf(response), response.headers.get('content-type')]
const far = { compress: true, maxBytes: 2 ** 30 }

test('gzip passes to a client that accepts it, and is decompressed for one that does not', async () => {
  const compressed = gzipSync(text)
  const sent = gzipResponse(compressed)
  expect(encodeForClient(sent, accepting('gzip, br'), far)).toBe(sent)
  for (const encoding of [null, 'br', 'gzip;q=0']) {
    const response = encodeForClient(gzipResponse(compressed), accepting(encoding), far)
    expect([codingOf(response), await response.text()]).toEqual([null, text])
  }
})

test('a client that asks for a gzip file gets the compressed bytes without a coding', async () => {
  const asking = new Request('http://localhost/', {
    headers: { accept: 'application/gzip, application/json', 'accept-encoding': 'gzip' },
  })
  const compressed = gzipSync(text)
  const passed = encodeForClient(gzipResponse(compressed), asking, { ...far, compress: false })
  expect(codingAndType(passed)).toEqual([null, 'application/gzip'])
  expect(Buffer.from(await passed.arrayBuffer())).toEqual(compressed)
  const plain = () => new Response(text, { headers: { 'content-type': 'application/json' } })
  const made = encodeForClient(plain(), asking, { ...far, compress: false })
  expect(codingAndType(made)).toEqual([null, 'application/gzip'])
  expect(gunzipSync(await made.arrayBuffer()).toString()).toBe(text)
  // An error is JSON.
  const failed = new Response(text, { status: 502, headers: { 'content-type': 'application/json' } })
  expect(codingAndType(encodeForClient(failed, asking, far))).toEqual(['gzip', 'application/json'])
})

test.each([
  ['broken', Buffer.concat([gzipSync(text).subarray(0, 200), Buffer.from('not gzip')])],
  ['cut off', gzipSync(text).subarray(0, 200)],
  ['no', Buffer.from('{"plain":true}')],
])('%s gzip fails in the middle', async (_, bytes) => {
  const response = encodeForClient(gzipResponse(bytes), accepting(null), far)
  await expect(response.text()).rejects.toThrow(/header check|unexpected end of file|invalid/)
})

test('a gzip bomb is decompressed only as far as it is read', async () => {
  const bomb = gzipSync(Buffer.alloc(200 * 2 ** 20))
  const memoryBefore = process.memoryUsage().rss
  const reader = encodeForClient(gzipResponse(bomb, 65_536), accepting(null), far).body?.getReader()
  let bytes = 0
  for (let i = 0; i < 10; i++) bytes += (await reader?.read())?.value?.byteLength ?? 0
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(bytes).toBeLessThan(2 ** 20)
  expect(process.memoryUsage().rss - memoryBefore).toBeLessThan(50 * 2 ** 20)
  await reader?.cancel()
})

test('what is over the limit once decompressed fails in the middle, and its source is cancelled', async () => {
  const cancel = vi.fn<() => void>()
  const compressed = Uint8Array.from(gzipSync(Buffer.alloc(2 ** 20)))
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start: (controller) => controller.enqueue(compressed),
    cancel,
  })
  const sent = new Response(body, { headers: { 'content-encoding': 'gzip' } })
  const response = encodeForClient(sent, accepting(null), { ...far, maxBytes: 2 ** 20 - 1 })
  await expect(response.text()).rejects.toThrow('too large')
  await waitFor(() => expect(cancel).toHaveBeenCalled())
  const exact = encodeForClient(gzipResponse(compressed), accepting(null), { ...far, maxBytes: 2 ** 20 })
  expect((await exact.arrayBuffer()).byteLength).toBe(2 ** 20)
})

test('a plain response is compressed, its first bytes at once, and a cancel reaches its source', async () => {
  const cancel = vi.fn<() => void>()
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start: (controller) => controller.enqueue(Uint8Array.from(Buffer.from('{"first":1,'))),
    cancel,
  })
  const response = encodeForClient(new Response(body), accepting('gzip'), far)
  expect(codingOf(response)).toBe('gzip')
  const reader = response.body?.getReader()
  let received = Buffer.alloc(0)
  await waitFor(async () => {
    received = Buffer.concat([received, (await reader?.read())?.value ?? new Uint8Array()])
    const flushed = gunzipSync(received, { finishFlush: 2 }).toString()
    expect(flushed).toBe('{"first":1,')
  })
  await reader?.cancel()
  await waitFor(() => expect(cancel).toHaveBeenCalled())
})

test('what has no body, goes to this machine, or to a client without gzip, stays as it is', () => {
  const empty = new Response(null, { status: 204 })
  expect(encodeForClient(empty, accepting('gzip'), far)).toBe(empty)
  const plain = new Response('x')
  expect(encodeForClient(plain, accepting('br'), far)).toBe(plain)
  expect(encodeForClient(plain, accepting('gzip'), { ...far, compress: false })).toBe(plain)
})
