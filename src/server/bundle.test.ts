import { spawn } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { build } from 'vite'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'

const root = join(import.meta.dirname, '../..')
let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flowdesk-bundle-'))
  // What `npm run bundle` does, to a folder that holds nothing else.
  const quiet = { root, logLevel: 'silent' } as const
  await build({
    ...quiet,
    configFile: 'src/server/bundle.config.ts',
    build: { outDir: folder, emptyOutDir: true },
  })
  await build({ ...quiet, build: { outDir: join(folder, 'dist'), emptyOutDir: true } })
}, 60_000)
afterAll(() => rm(folder, { recursive: true }))

test('is one file of server, and the dashboard', async () => {
  expect((await readdir(folder)).toSorted()).toEqual(['dist', 'server.mjs'])
})

test('runs with nothing installed beside it, and writes nothing', async () => {
  // Node's own permissions stand for a read-only root filesystem: this folder may be read, nothing written or started.
  const child = spawn(process.execPath, ['--permission', `--allow-fs-read=${folder}`, 'server.mjs'], {
    cwd: folder,
    env: { PORT: '0', NODE_ENV: 'production' },
  })
  try {
    let said = ''
    child.stdout.on('data', (piece) => (said += String(piece)))
    child.stderr.on('data', (piece) => (said += String(piece)))
    const origin = await vi.waitFor(
      () => {
        const found = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0]
        if (found === undefined) throw new Error(`It has not started: ${said}`)
        return found
      },
      { timeout: 10_000 },
    )
    expect(await (await fetch(origin)).text()).toContain('<div id="root">')
    expect((await fetch(`${origin}/healthz`)).status).toBe(200)
    expect((await fetch(`${origin}/readyz`)).status).toBe(200)
    expect(await (await fetch(`${origin}/api/v1/Flows?PageSize=1`)).json()).toMatchObject({ flows: [{}] })
  } finally {
    child.kill('SIGKILL')
  }
}, 20_000)

test('the container is built and run by the commands that are tested', async () => {
  const lines = (await readFile(join(root, 'Dockerfile'), 'utf8')).split('\n')
  const those = (word: string) => lines.filter((line) => line.startsWith(`${word} `))
  expect(those('RUN')).toEqual(['RUN npm ci', 'RUN npm run bundle'])
  expect(those('CMD')).toEqual(['CMD ["node", "server.mjs"]'])
  expect(those('USER')).toEqual(['USER node'])
})
