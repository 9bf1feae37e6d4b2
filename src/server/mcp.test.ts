import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { tmpdir } from 'node:os'

import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js'
import { expect, test, vi } from 'vitest'

import { flowSids } from '#emulator/flows.ts'

import { spawnCommand } from './spawn-command.ts'

test('over stdio, the SDK’s client reads the emulator; stdout carries nothing but the protocol', async () => {
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [join(import.meta.dirname, 'mcp.ts'), '--demo'],
    cwd: tmpdir(),
    env: { PORT: '4173' },
    stderr: 'pipe',
  })
  let audit = ''
  transport.stderr?.on('data', (chunk) => (audit += String(chunk)))
  const errors: unknown[] = []
  const client = new Client({ name: 'test', version: '1' })
  // A line that is not a message is an error of the transport.
  // oxlint-disable-next-line unicorn/prefer-add-event-listener -- not an event target
  client.onerror = (error) => errors.push(error)
  await client.connect(transport)
  const { structuredContent } = await client.callTool({
    name: 'search_engagements',
    arguments: { flow_sid: flowSids.mainMenu, limit: 1 },
  })
  expect(structuredContent).toMatchObject({
    runs: [{ link: expect.stringContaining('http://127.0.0.1:4173/flows/') }],
  })
  await expect.poll(() => audit).toContain('"audit":"read"')
  await client.close()
  expect(errors).toEqual([])
})

test('a server whose thread has started stops on SIGTERM', async () => {
  const cwd = await mkdtemp(join(tmpdir(), 'flowdesk-mcp-'))
  await mkdir(join(cwd, 'dist'))
  await writeFile(join(cwd, 'dist', 'index.html'), '<!doctype html><title>Flowdesk</title>')
  const { child, exit, origin } = spawnCommand('start.ts', {}, { args: ['--demo'], cwd })
  try {
    const url = await vi.waitFor(origin, { timeout: 15_000 })
    const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'ping' })
    const headers = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' }
    expect((await fetch(`${url}/mcp`, { method: 'POST', headers, body })).status).toBe(200)
    child.kill('SIGTERM')
    expect((await exit).code).toBe(0)
  } finally {
    child.kill('SIGKILL')
    await rm(cwd, { recursive: true })
  }
})
