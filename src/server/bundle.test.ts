import { spawn } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import { build } from 'vite'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { waitFor } from '#testing/wait-for.ts'

const root = join(import.meta.dirname, '../..')
let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flowdesk-bundle-'))
  // Does what `npm run bundle` does, in an empty folder.
  const quiet = { root, logLevel: 'silent' } as const
  for (const mode of ['production', 'mcp'])
    await build({ ...quiet, mode, configFile: 'src/server/bundle.config.ts', build: { outDir: folder } })
  await build({ ...quiet, build: { outDir: join(folder, 'dist'), emptyOutDir: true } })
}, 60_000)
afterAll(() => rm(folder, { recursive: true }))

const readBundled = (name: string) => readFile(join(folder, name), 'utf8')

test('the bundle is one file for the server, one for AI tools, and the built app', async () => {
  expect((await readdir(folder)).toSorted()).toEqual([
    'LICENSE',
    'dist',
    'mcp.mjs',
    'server.mjs',
    'third-party-licenses-mcp.md',
    'third-party-licenses.md',
  ])
})

test('has its own licence and those of its packages, of server and page, and of the fonts', async () => {
  expect(await readBundled('LICENSE')).toBe(await readFile(join(root, 'LICENSE'), 'utf8'))
  expect(await readBundled('third-party-licenses.md')).toMatch(/^## hono - \d/m)
  expect(await readBundled('dist/third-party-licenses.md')).toMatch(/^## react-dom - \d/m)
  // The list of common passwords is for the server alone.
  expect(await readBundled('dist/third-party-licenses.md')).not.toContain('zxcvbn')
  const fonts = await readBundled('dist/font-licenses.txt')
  for (const font of ['Inter Project', 'JetBrains Mono Project']) expect(fonts).toContain(font)
})

test('the bundled file for AI tools answers over stdio', async () => {
  const client = new Client({ name: 'test', version: '1' })
  const args = [join(folder, 'mcp.mjs'), '--demo']
  await client.connect(
    new StdioClientTransport({ command: process.execPath, args, cwd: folder, stderr: 'ignore' }),
  )
  const { tools } = await client.listTools()
  expect(tools.map(({ name }) => name)).toContain('search_engagements')
  await client.close()
})

test('the bundle runs without installed packages, and writes nothing', async () => {
  // Node's permissions simulate a read-only file system: reading this folder is allowed, writing and spawning are not.
  const child = spawn(
    process.execPath,
    ['--permission', '--allow-worker', `--allow-fs-read=${folder}`, 'server.mjs'],
    {
      cwd: folder,
      env: { PORT: '0', NODE_ENV: 'production' },
    },
  )
  try {
    let output = ''
    child.stdout.on('data', (chunk) => (output += String(chunk)))
    child.stderr.on('data', (chunk) => (output += String(chunk)))
    const origin = await waitFor(() => {
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(output)?.[0]
      if (found === undefined) throw new Error(`The server has not started: ${output}`)
      return found
    })
    expect(await (await fetch(origin)).text()).toContain('<div id="root">')
    expect((await fetch(`${origin}/healthz`)).status).toBe(200)
    expect((await fetch(`${origin}/readyz`)).status).toBe(200)
    expect(await (await fetch(`${origin}/api/v1/Flows?PageSize=1`)).json()).toMatchObject({ flows: [{}] })
    // The thread behind it is the other bundled file.
    const client = new Client({ name: 'test', version: '1' })
    await client.connect(new StreamableHTTPClientTransport(new URL(`${origin}/mcp`)))
    expect((await client.callTool({ name: 'list_flows', arguments: {} })).isError).toBeUndefined()
    await client.close()
  } finally {
    child.kill('SIGKILL')
  }
}, 20_000)

test('the Dockerfile uses the tested commands', async () => {
  const lines = (await readFile(join(root, 'Dockerfile'), 'utf8')).split('\n')
  const instructions = (name: string) => lines.filter((line) => line.startsWith(`${name} `))
  expect(instructions('RUN')).toEqual(['RUN npm ci', 'RUN npm run bundle'])
  expect(instructions('CMD')).toEqual(['CMD ["node", "server.mjs"]'])
  expect(instructions('USER')).toEqual(['USER node'])
  expect(instructions('COPY').at(-1)).toBe('COPY --from=build /flowdesk/bundle ./')
  for (const base of instructions('FROM')) expect(base).toMatch(/@sha256:[0-9a-f]{64}( AS build)?$/)
  // What the build reads, but the context leaves out, would be missing.
  expect(await readFile(join(root, '.dockerignore'), 'utf8')).toContain('\n!LICENSE\n')
})

test('the systemd unit in the README gives the server nothing that it does not need', async () => {
  const [, unit = ''] = /```ini\n(.*?)```/s.exec(await readFile(join(root, 'README.md'), 'utf8')) ?? []
  for (const setting of [
    'CapabilityBoundingSet=',
    'DynamicUser=yes',
    'LockPersonality=yes',
    'MemoryMax=2G',
    'NoNewPrivileges=yes',
    'PrivateDevices=yes',
    'ProtectControlGroups=yes',
    'ProtectKernelLogs=yes',
    'ProtectKernelModules=yes',
    'ProtectKernelTunables=yes',
    'ProtectSystem=strict',
    'RestrictAddressFamilies=AF_INET AF_INET6',
    'RestrictNamespaces=yes',
    'SystemCallFilter=@system-service',
    'SystemCallFilter=~@privileged',
  ])
    expect(unit.split('\n')).toContain(setting)
})
