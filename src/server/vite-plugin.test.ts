import { createServer as createTwilio } from 'node:http'

import { createServer, type ViteDevServer } from 'vite'
import { afterEach, expect, test, vi } from 'vitest'

import { listen } from './http/listen.ts'

import { flowdeskApi } from './vite-plugin.ts'

const quiet = { ENV_FILE: '', HOST: '', PORT: '0', LOG_LEVEL: 'silent' }
let vite: ViteDevServer | undefined

afterEach(async () => {
  await vite?.close()
  vite = undefined
  vi.unstubAllEnvs()
  vi.restoreAllMocks()
})

function start(env: Record<string, string>) {
  for (const [name, value] of Object.entries({ ...quiet, ...env })) vi.stubEnv(name, value)
  return createServer({
    configFile: false,
    root: import.meta.dirname,
    logLevel: 'silent',
    plugins: [flowdeskApi()],
  })
}

test('the dev server serves the API like production, on the host of the settings', async () => {
  const twilio = createTwilio((request, response) => response.end(request.url))
  const port = await listen(twilio, { host: '127.0.0.1', port: 0, portSetting: 'PORT' })
  vite = await start({
    TWILIO_API_KEY: `SK${'a'.repeat(32)}`,
    TWILIO_API_SECRET: 'hush',
    TWILIO_STUDIO_URL: `http://127.0.0.1:${port}`,
  })
  await vite.listen()
  const address = vite.httpServer?.address()
  const at = typeof address === 'object' && address !== null ? address : { address: '', port: 0 }
  expect(at.address).toBe('127.0.0.1')
  const sendRequest = (path: string) => fetch(`http://127.0.0.1:${at.port}${path}`)

  expect(await (await sendRequest('/api/session')).json()).toMatchObject({ demo: false })
  expect(await (await sendRequest('/api/v1/Flows?PageSize=5')).text()).toBe('/v1/Flows?PageSize=5')
  expect((await sendRequest('/api/v1/Nothing')).status).toBe(404)
  expect(await (await sendRequest('/apiary')).text()).not.toContain('Unknown endpoint')
  expect(await (await sendRequest('/healthz')).text()).toBe('ok\n')
  expect((await sendRequest('/auth/oidc')).status).toBe(404)

  // The API has the same validation and headers. Vite's own pages have no policy, which would block what it injects.
  const foreign = await fetch(`http://127.0.0.1:${at.port}/api/v1/Flows`, {
    headers: { origin: 'http://evil.example' },
  })
  expect([foreign.status, foreign.headers.get('content-security-policy')]).toEqual([
    403,
    "default-src 'none'; frame-ancestors 'none'; sandbox",
  ])
  expect((await sendRequest('/')).headers.has('content-security-policy')).toBe(false)
  twilio.close()
})

test.each<[string, Record<string, string>, RegExp]>([
  ['a wrong setting', { TWILIO_API_SECRET: 'hush' }, /^TWILIO_API_SECRET is set but TWILIO_API_KEY is not: /],
  [
    'a host that others can reach',
    {
      HOST: '0.0.0.0',
      PUBLIC_URL: 'https://flowdesk.example',
      ACCESS: 'header',
      ACCESS_HEADER: 'X-User',
      ACCESS_HEADER_PEERS: '10.0.0.7',
    },
    /^The dev server is for this machine only/,
  ],
])('%s stops the dev server with an error', async (_, env, sentence) => {
  const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  const exit = vi.spyOn(process, 'exit').mockImplementation(() => {
    throw new Error('exit')
  })
  await expect(start(env)).rejects.toThrow('exit')
  expect(write).toHaveBeenCalledWith(expect.stringMatching(sentence))
  expect(exit).toHaveBeenCalledWith(1)
})
