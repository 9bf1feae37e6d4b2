import { createServer, type RequestListener, type Server } from 'node:http'
import { tmpdir } from 'node:os'

import { afterEach, expect, test } from 'vitest'

import { createEmulator } from '#emulator/emulator.ts'
import { flowSids } from '#emulator/flows.ts'
import { emulatorPassword, emulatorUser } from '#emulator/http/credentials.ts'
import { faultSids } from '#emulator/faults/sids.ts'

import { createLog } from './logs/log.ts'
import { listen } from './http/listen.ts'
import { nodeListener } from './http/node-listener.ts'
import { spawnCommand } from './spawn-command.ts'

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  servers.push(server)
  return `http://127.0.0.1:${await listen(server, { host: '127.0.0.1', port: 0, portSetting: 'PORT' })}`
}

const emulator = nodeListener(createEmulator({ engagements: 1000 }), { log: createLog('silent') })

/** Runs the command against an upstream, with the emulator's credentials. */
function probe(url: string, args: readonly string[], password = emulatorPassword) {
  const env = { TWILIO_STUDIO_URL: url, TWILIO_API_KEY: emulatorUser, TWILIO_API_SECRET: password }
  return spawnCommand('probe.ts', env, { args, cwd: tmpdir() }).exit
}

test('prints the report of a Twilio on the network, and ends', async () => {
  const url = await serve(emulator)
  const { code, out, err } = await probe(url, [flowSids.survey])
  expect({ code, err }).toEqual({ code: 0, err: '' })
  expect(out).toMatch(
    /^Probe of FW…d396 on 127\.0\.0\.1:\d+, .*: \d+ of at most 40 requests, all reading, in /,
  )
  expect(out).toMatch(/^Order of the list +newest first \(150 dated rows on 3 pages\)$/m)
})

test.each<[string, number, RegExp]>([
  [faultSids.unauthorized, 401, /^Twilio rejected the credentials \(HTTP 401\)\. Check TWILIO_API_KEY and /],
  [faultSids.forbidden, 403, /^The API key isn’t allowed to read this \(HTTP 403\)\. Give the API key /],
  [`FW${'0'.repeat(32)}`, 404, /^Not found at Twilio \(HTTP 404\)\. Check the SIDs, /],
])('%s: HTTP %i is one sentence, and code 1', async (flowSid, _, sentence) => {
  const { code, out, err } = await probe(await serve(emulator), [flowSid])
  expect({ code, out }).toEqual({ code: 1, out: '' })
  expect(err).toMatch(sentence)
  expect(err.trim().split('\n')).toHaveLength(1)
})

test('no network, a wrong secret and something that is not Twilio are one sentence each', async () => {
  const closed = await probe('http://127.0.0.1:1', [flowSids.survey])
  expect(closed.err).toMatch(/^No connection\. Check the network, and TWILIO_STUDIO_URL if it is set\.\n$/)
  const wrong = await probe(await serve(emulator), [flowSids.survey], 'hush-hush')
  expect(wrong.err).toMatch(/^Twilio rejected the credentials/)
  expect(wrong.err).not.toContain('hush')
  const html = await serve((_, response) => response.end('<!doctype html>'))
  expect((await probe(html, [flowSids.survey])).err).toMatch(/^The response is not JSON\. /)
})
