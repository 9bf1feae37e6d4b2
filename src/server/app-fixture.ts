import { randomBytes } from 'node:crypto'

import { vi } from 'vitest'

import { hashPassword } from '#auth/password/password-hash.ts'

import { createApp } from './create-app.ts'
import type { ResponseEnd } from './http/handler.ts'
import { unwrap } from './http/run-cli.ts'
import { createLog } from './logs/log.ts'
import { parseSettings } from './settings/settings.ts'

/* The whole server without its port, for tests. */

export const flow = `FW${'a'.repeat(32)}`
export const engagement = `FN${'b'.repeat(32)}`
export const engagements = `/api/v1/Flows/${flow}/Engagements`
export const context = `${engagements}/${engagement}/Context`
export const appOrigin = 'http://127.0.0.1:4173'

/** All lines of the logs since `resetApp`: an app from before may still count refusals. */
export const lines: unknown[] = []
let testNumber = 0
export const upstreamFetch = vi.fn<(request: Request) => Promise<Response>>()
const files = async () => new Response('files')

/** Forgets all log lines and requests to Twilio. Call it before each test. */
export function resetApp(): void {
  lines.length = 0
  testNumber++
  upstreamFetch.mockReset()
  upstreamFetch.mockImplementation(async () => Response.json({ contact: '+14155550199' }))
}

/** Everything `npm start` wires up, except the port, and a function to send requests to it at this origin. */
export function setupApp(env: Record<string, string> = {}, origin = appOrigin) {
  const settings = unwrap(parseSettings({ LOG_LEVEL: 'debug', ...env }, ['--demo']))
  const output = { isLogWritable: true }
  const ownTest = testNumber
  const log = createLog(settings.logLevel, {
    write: (text) => {
      if (ownTest === testNumber) lines.push(JSON.parse(text))
    },
    isWritable: () => output.isLogWritable,
    close: async () => true,
  })
  const upstream = {
    fetch: upstreamFetch,
    base: new URL('https://studio.twilio.com'),
    credentials: { user: 'u', password: 'p' },
  }
  const { handle, drain } = createApp(settings, { upstream, files, log })
  const sendRequest = async (path: string, init: RequestInit = {}, peer = '127.0.0.1') => {
    let end: ((end: ResponseEnd) => void) | undefined
    const response = await handle(new Request(`${origin}${path}`, init), {
      peer,
      port: 4173,
      onEnd: (callback) => (end = callback),
    })
    // The audit line must be written before the body is sent.
    const audited = audits()
    const bytes = new Uint8Array(await response.arrayBuffer())
    end?.({ status: response.status, isComplete: true })
    const { status, headers } = response
    return { status, headers, bytes, text: new TextDecoder().decode(bytes), audited }
  }
  return { sendRequest, drain, output }
}

export const audits = () =>
  lines.filter((line) => typeof line === 'object' && line !== null && 'audit' in line)
export const requests = () =>
  lines.filter((line) => typeof line === 'object' && line !== null && 'method' in line)

export async function setupPasswordApp() {
  const ACCESS_PASSWORD_HASH = await hashPassword('correct horse battery', { ln: 14, r: 8, p: 1 })
  const flowdesk = setupApp({
    ACCESS: 'password',
    ACCESS_PASSWORD_HASH,
    SESSION_KEYS: randomBytes(32).toString('hex'),
  })
  const signIn = async (given: string) => {
    const response = await flowdesk.sendRequest('/api/session/password', {
      method: 'POST',
      headers: { origin: appOrigin, 'content-type': 'application/json' },
      body: JSON.stringify({ password: given }),
    })
    return { ...response, cookie: response.headers.get('set-cookie')?.split(';')[0] ?? '' }
  }
  return { ...flowdesk, signIn }
}
