import { createServer as createTwilio } from 'node:http'

import { createServer, type ViteDevServer } from 'vite'
import { afterEach, expect, test, vi } from 'vitest'

import { listen } from '#server/http/listen.ts'

import { flowdeskApi } from './vite-mount.ts'

let vite: ViteDevServer | undefined

afterEach(async () => {
  await vite?.close()
  vite = undefined
  vi.unstubAllEnvs()
  vi.restoreAllMocks()
})

function start(env: Record<string, string>) {
  for (const [name, value] of Object.entries({ ENV_FILE: '', HOST: '', PORT: '0', ...env }))
    vi.stubEnv(name, value)
  return createServer({
    configFile: false,
    root: import.meta.dirname,
    logLevel: 'silent',
    plugins: [flowdeskApi()],
  })
}

test('the dev server answers the API as production does, where the settings say', async () => {
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
  const ask = (path: string) => fetch(`http://127.0.0.1:${at.port}${path}`)

  expect(await (await ask('/api/session')).json()).toMatchObject({ demo: false })
  expect(await (await ask('/api/v1/Flows?PageSize=5')).text()).toBe('/v1/Flows?PageSize=5')
  expect((await ask('/api/v1/Nothing')).status).toBe(404)
  expect(await (await ask('/apiary')).text()).not.toContain('no such read')
  twilio.close()
})

test('a wrong setting stops it with the sentence of start', async () => {
  const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  const exit = vi.spyOn(process, 'exit').mockImplementation(() => {
    throw new Error('exit')
  })
  await expect(start({ TWILIO_API_SECRET: 'hush' })).rejects.toThrow('exit')
  expect(write).toHaveBeenCalledWith(
    expect.stringMatching(/^TWILIO_API_SECRET is set but TWILIO_API_KEY is not: /),
  )
  expect(exit).toHaveBeenCalledWith(1)
})
