import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, constants, openSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server, type ServerResponse } from 'node:http'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'

import { flowSids } from '#emulator/flows.ts'

import { listen } from '#server/http/listen.ts'
import { waitFor } from '#testing/wait-for.ts'

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

/** Runs a command in a folder that contains only a `dist`. */
function command(
  file: 'start.ts' | 'emulator.ts',
  env: Record<string, string>,
  { args = [], cwd = folder }: Partial<SpawnOptions> = {},
) {
  const spawned = spawnCommand(file, env, { args, cwd })
  running.push(spawned.child)
  return { ...spawned, url: () => waitFor(spawned.origin) }
}

async function twilio(handle: (response: ServerResponse) => void): Promise<string> {
  const server = createServer((_, response) => handle(response))
  servers.push(server)
  return `http://127.0.0.1:${await listen(server, { host: '127.0.0.1', port: 0, portSetting: 'PORT' })}`
}

describe('start prints in one sentence why it fails, and exits with code 1', () => {
  test.each<[string, Record<string, string>, RegExp]>([
    [
      'half a pair',
      { TWILIO_API_SECRET: 'hush-hush' },
      /^TWILIO_API_SECRET is set but TWILIO_API_KEY is not: .*\n$/,
    ],
    [
      'a bad URL',
      { ...key, TWILIO_STUDIO_URL: 'http://u:hush-hush@x' },
      /^TWILIO_STUDIO_URL contains a user .*\n$/,
    ],
    [
      'an open host',
      { HOST: '0.0.0.0' },
      /^HOST is "0\.0\.0\.0", but ACCESS is local, which lets everybody in .*\n$/,
    ],
    ['half a sign-in', { SESSION_KEYS: 'hush-hush' }, /^SESSION_KEYS is set, but ACCESS is local.*\n$/],
  ])('for %s', async (_, env, sentence) => {
    const { code, out, err } = await command('start.ts', env).exit
    expect({ code, out, err }).toEqual({ code: 1, out: '', err: expect.stringMatching(sentence) })
    expect(err).not.toContain('hush-hush')
  })

  test('for a port in use', async () => {
    const port = new URL(await twilio(() => {})).port
    const { code, out, err } = await command('start.ts', { ...key, PORT: port }).exit
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err).toMatch(new RegExp(`^Port ${port} on 127\\.0\\.0\\.1 is already in use: .*\\n$`))
  })

  test('for a missing build', async () => {
    const { code, out, err } = await command('start.ts', key, { cwd: tmpdir() }).exit
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err).toMatch(/^The built app is missing from .*\n$/)
  })

  test('with the settings of a .env in the folder, unless ENV_FILE is empty', async () => {
    const cwd = await mkdtemp(join(tmpdir(), 'flowdesk-dotenv-'))
    await writeFile(join(cwd, '.env'), `TWILIO_API_KEY=${key.TWILIO_API_KEY}\n`)
    expect((await command('start.ts', {}, { cwd }).exit).err).toContain('TWILIO_API_SECRET is not')
    expect((await command('start.ts', { ENV_FILE: '' }, { cwd }).exit).err).toContain('app is missing')
    await rm(cwd, { recursive: true })
  })
})

describe('start serves', () => {
  test('the page and the API of the account, and logs one line without a secret', async () => {
    let received = ''
    const base = await twilio((response) => {
      received = `${response.req.url} ${response.req.headers.authorization}`
      response.setHeader('content-type', 'application/json').end('{"flows":[],"n":9007199254740993123}')
    })
    const { child, exit, url } = command('start.ts', { ...key, TWILIO_STUDIO_URL: base })
    const flowdesk = await url()
    expect(await (await fetch(`${flowdesk}/flows`)).text()).toContain('<title>Flowdesk</title>')
    expect(await (await fetch(`${flowdesk}/api/session`)).json()).toMatchObject({ demo: false })
    const response = await fetch(`${flowdesk}/api/v1/Flows?PageSize=7`)
    expect(await response.text()).toBe('{"flows":[],"n":9007199254740993123}')
    const basic = Buffer.from(`${key.TWILIO_API_KEY}:${key.TWILIO_API_SECRET}`).toString('base64')
    expect(received).toBe(`/v1/Flows?PageSize=7 Basic ${basic}`)

    child.kill('SIGTERM')
    const { code, out, err } = await exit
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toBe(`Flowdesk on ${flowdesk} (reading from ${new URL(base).host})\nFlowdesk stopped.\n`)
  })

  test.each<[string, string[], string]>([
    ['without credentials', [], 'demo data: no Twilio credentials given'],
    ['with --demo', ['--demo'], 'demo data: --demo'],
  ])('demo data %s', async (_, args, reason) => {
    const { child, exit, url } = command('start.ts', args.length > 0 ? key : {}, { args })
    const flowdesk = await url()
    expect(await (await fetch(`${flowdesk}/api/session`)).json()).toMatchObject({ demo: true })
    const response = await fetch(`${flowdesk}/api/v1/Flows`)
    expect(await response.json()).toMatchObject({ flows: expect.any(Array), meta: { key: 'flows' } })
    child.kill('SIGINT')
    expect(await exit).toEqual({ code: 0, err: '', out: expect.stringContaining(`(${reason})`) })
  })

  test('without any output when LOG_LEVEL is silent', async () => {
    const free = await twilio(() => {})
    servers.pop()?.close()
    const { child, exit } = command('start.ts', { ...key, LOG_LEVEL: 'silent', PORT: new URL(free).port })
    await waitFor(async () => expect((await fetch(free)).status).toBe(200))
    child.kill('SIGTERM')
    expect(await exit).toEqual({ code: 0, out: '', err: '' })
  })

  test('running requests to the end when it is stopped, and no new ones', async () => {
    const upstreamResponses: ServerResponse[] = []
    const base = await twilio((response) => {
      response.write('{"flows":')
      upstreamResponses.push(response)
    })
    const { child, exit, url } = command('start.ts', { ...key, TWILIO_STUDIO_URL: base })
    const flowdesk = await url()
    const response = await fetch(`${flowdesk}/api/v1/Flows`)
    child.kill('SIGTERM')
    await waitFor(() => expect(fetch(`${flowdesk}/api/session`)).rejects.toThrow('fetch failed'))
    upstreamResponses[0]?.end('[]}')
    expect(await response.text()).toBe('{"flows":[]}')
    const finished = performance.now()
    const ended = await exit
    expect([ended.code, ended.err]).toEqual([0, ''])
    // The client keeps the connection alive, but that must not delay the exit: Node alone would wait for seconds.
    expect(performance.now() - finished).toBeLessThan(2000)
  })
})

test('start has no more connections than MAX_CONNECTIONS, and idle ones keep nobody out', async () => {
  const { url } = command('start.ts', { MAX_CONNECTIONS: '10' })
  const flowdesk = await url()
  const open = () =>
    new Promise<Socket>((resolve, reject) => {
      const socket = connect(Number(new URL(flowdesk).port), '127.0.0.1', () => resolve(socket))
      socket.on('error', reject)
      // A closed socket is noticed only while it is read.
      socket.resume()
    })
  const idle = await Promise.all(Array.from({ length: 12 }, open))
  const countOpen = () => idle.filter((socket) => !socket.destroyed).length
  await waitFor(() => expect(countOpen()).toBe(10))
  expect((await fetch(`${flowdesk}/healthz`)).status).toBe(200)
  await waitFor(() => expect(countOpen()).toBe(9))
  for (const socket of idle) socket.destroy()
})

describe('when start is stopped', () => {
  test('it also finishes requests that wait in the queue to Twilio', async () => {
    const upstreamResponses: ServerResponse[] = []
    const base = await twilio((response) => upstreamResponses.push(response))
    const env = { ...key, TWILIO_STUDIO_URL: base, UPSTREAM_AT_ONCE: '1' }
    const { child, exit, url } = command('start.ts', env)
    const flowdesk = await url()
    const responses = [1, 2].map((size) => fetch(`${flowdesk}/api/v1/Flows?PageSize=${size}`))
    await waitFor(async () =>
      expect(await (await fetch(`${flowdesk}/metrics`)).text()).toContain('upstream_queue_length 1'),
    )
    child.kill('SIGTERM')
    await waitFor(() => expect(fetch(`${flowdesk}/api/session`)).rejects.toThrow('fetch failed'))
    expect(upstreamResponses).toHaveLength(1)
    upstreamResponses[0]?.end('first')
    await waitFor(() => expect(upstreamResponses).toHaveLength(2))
    upstreamResponses[1]?.end('second')
    const received = await Promise.all(responses)
    expect(received.map(({ headers }) => headers.get('connection'))).toEqual(['close', 'close'])
    expect(await Promise.all(received.map((response) => response.text()))).toEqual(['first', 'second'])
    expect(await exit).toMatchObject({ code: 0, err: '' })
  })

  test('behind a load balancer, /readyz fails first while it still serves; a second signal ends it', async () => {
    const { child, exit, url } = command('start.ts', { PUBLIC_URL: 'http://localhost:9000' })
    const flowdesk = await url()
    expect((await fetch(`${flowdesk}/readyz`)).status).toBe(200)
    child.kill('SIGTERM')
    await waitFor(async () => expect((await fetch(`${flowdesk}/readyz`)).status).toBe(503))
    expect(await (await fetch(`${flowdesk}/readyz`)).text()).toContain('Flowdesk is stopping')
    const response = await fetch(`${flowdesk}/healthz`)
    expect([response.status, response.headers.get('connection')]).toEqual([200, 'close'])
    child.kill('SIGTERM')
    expect(await exit).toMatchObject({ code: null, err: '' })
  })
})

test('when nobody reads the log any more, start goes on, and reads no customer data', async () => {
  const { child, url } = command('start.ts', {})
  const flowdesk = await url()
  child.stdout?.destroy()
  const path = `${flowdesk}/api/v1/Flows/${flowSids.mainMenu}/Engagements?PageSize=1`
  await waitFor(async () => expect((await fetch(path)).status).toBe(503))
  expect((await fetch(`${flowdesk}/healthz`)).status).toBe(200)
  child.kill('SIGKILL')
})

test.runIf(process.platform === 'linux').each(['a full disk', 'a reader that is stuck'])(
  'a log that cannot be written because of %s does not keep start from stopping',
  async (cause) => {
    const fifo = join(folder, 'fifo')
    if (cause !== 'a full disk') execFileSync('/usr/bin/mkfifo', [fifo])
    // Without a reader, opening it to write would wait.
    const reader = cause === 'a full disk' ? null : openSync(fifo, constants.O_RDONLY | constants.O_NONBLOCK)
    const log = openSync(reader === null ? '/dev/full' : fifo, 'w')
    const { port } = new URL(await twilio(() => {}))
    servers.pop()?.close()
    const child = spawn(process.execPath, [join(import.meta.dirname, 'start.ts')], {
      cwd: folder,
      env: { PORT: port, LOG_LEVEL: 'debug' },
      stdio: ['ignore', log, 'ignore'],
    })
    running.push(child)
    const ended = once(child, 'exit')
    const flows = `http://127.0.0.1:${port}/api/v1/Flows`
    await waitFor(async () => expect((await fetch(flows)).status).toBe(reader === null ? 503 : 200))
    // A pipe holds 64 kB.
    if (reader !== null) for (let i = 0; i < 500; i++) await (await fetch(flows)).arrayBuffer()
    child.kill('SIGTERM')
    expect(await ended).toEqual([null, 'SIGTERM'])
    for (const file of [log, reader]) if (file !== null) closeSync(file)
  },
)

describe('the emulator command', () => {
  test('serves its port with URLs of its own, and prints the credentials', async () => {
    const { child, exit, url, output } = command('emulator.ts', {})
    const origin = await url()
    const [, user = '', password = ''] = /\(user (\S+), password (\S+)\)/.exec(output.out) ?? []
    const authorization = `Basic ${btoa(`${user}:${password}`)}`
    const response = await fetch(`${origin}/v1/Flows?PageSize=1`, { headers: { authorization } })
    expect(await response.json()).toMatchObject({
      meta: { first_page_url: expect.stringMatching(`^${origin}/v1/Flows`) },
    })
    expect((await fetch(`${origin}/v1/Flows`)).status).toBe(401)
    child.kill('SIGTERM')
    expect(await exit).toMatchObject({ code: 0, err: '' })
  })

  test('prints in one sentence why it cannot start', async () => {
    const port = new URL(await twilio(() => {})).port
    const { code, out, err } = await command('emulator.ts', { EMULATOR_PORT: port }).exit
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err).toMatch(/is already in use: .* set EMULATOR_PORT to another .*\n$/)
  })
})
