import { constants, gunzipSync } from 'node:zlib'

import { expect, test } from 'vitest'

import { engagementsPageSchema } from '#contract/resources.ts'
import { createEmulator } from '#emulator/emulator.ts'
import { flowSids } from '#emulator/flows.ts'
import { createEmulatorRequest } from '#emulator/http/credentials.ts'

import { faultSids } from './sids.ts'

const acceptGzip = { headers: { 'accept-encoding': 'gzip' } }

test.each([
  ['an ordinary flow with the option', flowSids.survey, { gzip: true }],
  ['the compressed flow', faultSids.compressed, {}],
])('%s sends gzip to clients that accept it, and only to those', async (_, flow, options) => {
  const emulator = createEmulator(options)
  const url = `/v1/Flows/${flow}/Engagements?PageSize=50`
  const compressed = await emulator(createEmulatorRequest(url, acceptGzip))
  const plain = await emulator(createEmulatorRequest(url))
  expect(compressed.headers.get('content-encoding')).toBe('gzip')
  expect(plain.headers.has('content-encoding')).toBe(false)
  const page = engagementsPageSchema.parse(await plain.json())
  const text = gunzipSync(await compressed.arrayBuffer()).toString()
  expect(engagementsPageSchema.parse(JSON.parse(text)).engagements).toHaveLength(page.engagements.length)
})

test('gzipBomb: a few kilobytes of page 2 decompress to megabytes', async () => {
  const emulator = createEmulator()
  const list = `/v1/Flows/${faultSids.gzipBomb}/Engagements?PageSize=1000`
  const first = engagementsPageSchema.parse(await (await emulator(createEmulatorRequest(list))).json())
  const second = await emulator(createEmulatorRequest(first.meta.next_page_url ?? '', acceptGzip))
  const reader = second.body?.getReader()
  const chunks: Uint8Array[] = []
  for (let i = 0; i < 3; i++) chunks.push((await reader?.read())?.value ?? new Uint8Array())
  const compressed = Buffer.concat(chunks)
  const text = gunzipSync(compressed, { finishFlush: constants.Z_SYNC_FLUSH }).toString()
  expect(text.trimEnd()).toBe('{')
  expect(text.length).toBeGreaterThan(4_000_000)
  expect(text.length).toBeGreaterThan(150 * compressed.length)
  await reader?.cancel()
})

test('brokenGzip: page 2 begins as gzip and goes on as something else', async () => {
  const emulator = createEmulator()
  const list = `/v1/Flows/${faultSids.brokenGzip}/Engagements?PageSize=1000`
  const first = engagementsPageSchema.parse(await (await emulator(createEmulatorRequest(list))).json())
  const second = await emulator(createEmulatorRequest(first.meta.next_page_url ?? '', acceptGzip))
  const bytes = Buffer.from(await second.arrayBuffer())
  expect(bytes.readUInt16BE()).toBe(0x1f8b)
  expect(() => gunzipSync(bytes)).toThrow(/incorrect|invalid|unexpected/)
})
