import type { ChildProcess } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server, type ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'

import { listen } from '#server/http/listen.ts'

import { spawnCommand, type SpawnOptions } from './spawn-command.ts'

const key = { TWILIO_API_KEY: `SK${'a'.repeat(32)}`, TWILIO_API_SECRET: 'hush-hush' }
const running: ChildProcess[] = []
const servers: Server[] = []
let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flowdesk-start-'))
  await mkdir(join(folder, 'dist'))
  await writeFile(join(folder, 'dist', 'index.html'), '<!doctype html><title>Flowdesk</title>')
})
afterAll(() => rm(folder, { recursive: true }))

afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL')
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})

/** Runs a command in a folder that holds a `dist` and nothing else. */
function command(
  file: 'start.ts' | 'emulator.ts',
  env: Record<string, string>,
  { args = [], cwd = folder }: Partial<SpawnOptions> = {},
) {
  const spawned = spawnCommand(file, env, { args, cwd })
  running.push(spawned.child)
  return { ...spawned, url: () => vi.waitFor(spawned.origin, { timeout: 10_000 }) }
}

async function twilio(answer: (response: ServerResponse) => void): Promise<string> {
  const server = createServer((_, response) => answer(response))
  servers.push(server)
  return `http://127.0.0.1:${await listen(server, { host: '127.0.0.1', port: 0, portSetting: 'PORT' })}`
}

describe('start says in one sentence why it cannot, and ends with code 1', () => {
  test.each<[string, Record<string, string>, RegExp]>([
    [
      'half a pair',
      { TWILIO_API_SECRET: 'hush-hush' },
      /^TWILIO_API_SECRET is set but TWILIO_API_KEY is not: .*\n$/,
    ],
    [
      'a bad URL',
      { ...key, TWILIO_STUDIO_URL: 'http://u:hush-hush@x' },
      /^TWILIO_STUDIO_URL holds a user .*\n$/,
    ],
    [
      'an open host',
      { HOST: '0.0.0.0' },
      /^HOST is "0\.0\.0\.0", but ACCESS is local, which lets in everybody .*\n$/,
    ],
    ['half a sign-in', { SESSION_KEYS: 'hush-hush' }, /^SESSION_KEYS is set, but ACCESS is local.*\n$/],
  ])('%s', async (_, env, sentence) => {
    const { code, out, err } = await command('start.ts', env).exit
    expect({ code, out, err }).toEqual({ code: 1, out: '', err: expect.stringMatching(sentence) })
    expect(err).not.toContain('hush-hush')
  })

  test('a port that is taken', async () => {
    const port = new URL(await twilio(() => {})).port
    const { code, out, err } = await command('start.ts', { ...key, PORT: port }).exit
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err).toMatch(new RegExp(`^Port ${port} on 127\\.0\\.0\\.1 is taken: .*\\n$`))
  })

  test('no build', async () => {
    const { code, out, err } = await command('start.ts', key, { cwd: tmpdir() }).exit
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err).toMatch(/^The built dashboard is missing from .*\n$/)
  })

  test('a .env in the folder is read, and one that ENV_FILE rules out is not', async () => {
    const cwd = await mkdtemp(join(tmpdir(), 'flowdesk-dotenv-'))
    await writeFile(join(cwd, '.env'), `TWILIO_API_KEY=${key.TWILIO_API_KEY}\n`)
    expect((await command('start.ts', {}, { cwd }).exit).err).toContain('TWILIO_API_SECRET is not')
    expect((await command('start.ts', { ENV_FILE: '' }, { cwd }).exit).err).toContain('dashboard is missing')
    await rm(cwd, { recursive: true })
  })
})

describe('start serves', () => {
  test('the page and the API of the account, and says so in one line without a secret', async () => {
    let asked = ''
    const base = await twilio((response) => {
      asked = `${response.req.url} ${response.req.headers.authorization}`
      response.setHeader('content-type', 'application/json').end('{"flows":[],"n":9007199254740993123}')
    })
    const { child, exit, url } = command('start.ts', { ...key, TWILIO_STUDIO_URL: base })
    const flowdesk = await url()
    expect(await (await fetch(`${flowdesk}/flows`)).text()).toContain('<title>Flowdesk</title>')
    expect(await (await fetch(`${flowdesk}/api/session`)).json()).toMatchObject({ demo: false })
    const answer = await fetch(`${flowdesk}/api/v1/Flows?PageSize=7`)
    expect(await answer.text()).toBe('{"flows":[],"n":9007199254740993123}')
    const basic = Buffer.from(`${key.TWILIO_API_KEY}:${key.TWILIO_API_SECRET}`).toString('base64')
    expect(asked).toBe(`/v1/Flows?PageSize=7 Basic ${basic}`)

    child.kill('SIGTERM')
    const { code, out, err } = await exit
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toBe(`Flowdesk on ${flowdesk} (reading from ${new URL(base).host})\nFlowdesk stopped.\n`)
  })

  test.each<[string, string[], string]>([
    ['without credentials', [], 'demo data: no Twilio credentials given'],
    ['with --demo', ['--demo'], 'demo data: --demo'],
  ])('demo data %s', async (_, args, why) => {
    const { child, exit, url } = command('start.ts', args.length > 0 ? key : {}, { args })
    const flowdesk = await url()
    expect(await (await fetch(`${flowdesk}/api/session`)).json()).toMatchObject({ demo: true })
    const answer = await fetch(`${flowdesk}/api/v1/Flows`)
    expect(await answer.json()).toMatchObject({ flows: expect.any(Array), meta: { key: 'flows' } })
    child.kill('SIGINT')
    expect(await exit).toEqual({ code: 0, err: '', out: expect.stringContaining(`(${why})`) })
  })

  test('nothing but answers, where the log is silent', async () => {
    const free = await twilio(() => {})
    servers.pop()?.close()
    const { child, exit } = command('start.ts', { ...key, LOG_LEVEL: 'silent', PORT: new URL(free).port })
    await vi.waitFor(async () => expect((await fetch(free)).status).toBe(200), { timeout: 10_000 })
    child.kill('SIGTERM')
    expect(await exit).toEqual({ code: 0, out: '', err: '' })
  })

  test('to its end what was asked before it was stopped, and nothing after', async () => {
    const asked: ServerResponse[] = []
    const base = await twilio((response) => {
      response.write('{"flows":')
      asked.push(response)
    })
    const { child, exit, url } = command('start.ts', { ...key, TWILIO_STUDIO_URL: base })
    const flowdesk = await url()
    const answer = await fetch(`${flowdesk}/api/v1/Flows`)
    child.kill('SIGTERM')
    await vi.waitFor(() => expect(fetch(`${flowdesk}/api/session`)).rejects.toThrow('fetch failed'))
    asked[0]?.end('[]}')
    expect(await answer.text()).toBe('{"flows":[]}')
    const finished = performance.now()
    const ended = await exit
    expect([ended.code, ended.err]).toEqual([0, ''])
    // The connection is kept alive by the client, but must not keep the server: Node alone would wait for seconds.
    expect(performance.now() - finished).toBeLessThan(2000)
  })
})

describe('stopped', () => {
  test('it answers those too that wait for their turn at Twilio', async () => {
    const asked: ServerResponse[] = []
    const base = await twilio((response) => asked.push(response))
    const env = { ...key, TWILIO_STUDIO_URL: base, UPSTREAM_AT_ONCE: '1' }
    const { child, exit, url } = command('start.ts', env)
    const flowdesk = await url()
    const answers = [1, 2].map((size) => fetch(`${flowdesk}/api/v1/Flows?PageSize=${size}`))
    await vi.waitFor(async () =>
      expect(await (await fetch(`${flowdesk}/metrics`)).text()).toContain('upstream_queue_length 1'),
    )
    child.kill('SIGTERM')
    await vi.waitFor(() => expect(fetch(`${flowdesk}/api/session`)).rejects.toThrow('fetch failed'))
    expect(asked).toHaveLength(1)
    asked[0]?.end('first')
    await vi.waitFor(() => expect(asked).toHaveLength(2))
    asked[1]?.end('second')
    const texts = await Promise.all(answers.map(async (answer) => (await answer).text()))
    expect(texts).toEqual(['first', 'second'])
    expect(await exit).toMatchObject({ code: 0, err: '' })
  })

  test('behind a balancer it says so first, and still answers; a second signal ends it', async () => {
    const { child, exit, url } = command('start.ts', { PUBLIC_URL: 'http://localhost:9000' })
    const flowdesk = await url()
    expect((await fetch(`${flowdesk}/readyz`)).status).toBe(200)
    child.kill('SIGTERM')
    await vi.waitFor(async () => expect((await fetch(`${flowdesk}/readyz`)).status).toBe(503))
    expect(await (await fetch(`${flowdesk}/readyz`)).text()).toContain('Flowdesk is stopping')
    expect((await fetch(`${flowdesk}/healthz`)).status).toBe(200)
    child.kill('SIGTERM')
    expect(await exit).toMatchObject({ code: null, err: '' })
  })
})

describe('emulator', () => {
  test('answers on its port with its own addresses, and says how to ask', async () => {
    const { child, exit, url, said } = command('emulator.ts', {})
    const origin = await url()
    const [, user = '', password = ''] = /\(user (\S+), password (\S+)\)/.exec(said.out) ?? []
    const authorization = `Basic ${btoa(`${user}:${password}`)}`
    const answer = await fetch(`${origin}/v1/Flows?PageSize=1`, { headers: { authorization } })
    expect(await answer.json()).toMatchObject({
      meta: { first_page_url: expect.stringMatching(`^${origin}/v1/Flows`) },
    })
    expect((await fetch(`${origin}/v1/Flows`)).status).toBe(401)
    child.kill('SIGTERM')
    expect(await exit).toMatchObject({ code: 0, err: '' })
  })

  test('says in one sentence why it cannot start', async () => {
    const port = new URL(await twilio(() => {})).port
    const { code, out, err } = await command('emulator.ts', { EMULATOR_PORT: port }).exit
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err).toMatch(/is taken: .* set EMULATOR_PORT to another .*\n$/)
  })
})
