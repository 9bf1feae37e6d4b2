import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { setTimeout } from 'node:timers/promises'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'

import { listen } from '#server/http/listen.ts'

import { upstream, type PageFixture } from '../pages/page-fixture.ts'

const compress = promisify(gzip)

export interface UpstreamOptions {
  /** Delay of each response. */
  latencyMs?: number | undefined
  /** Whether the pages are compressed, as Twilio is asked to. */
  coding?: 'gzip' | 'plain' | undefined
}

/** Serves a fixture on a port of its own, in this process, as Twilio would. */
export async function startPageUpstream(
  fixture: PageFixture,
  { latencyMs = 0, coding = 'plain' }: UpstreamOptions,
): Promise<{ origin: string; stop: () => Promise<void> }> {
  const compressed = coding === 'gzip' ? await compressPages(fixture) : null

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (latencyMs > 0) await setTimeout(latencyMs)
    const path = request.url ?? ''
    const page = compressed?.get(path) ?? fixture.pageAt(path)
    if (page === null) return sendFromEmulator(request, response)
    // The pages are written as they are: a `Response` would copy each.
    response
      .writeHead(200, {
        'content-type': 'application/json; charset=utf-8',
        'content-length': page.byteLength,
        ...(compressed && { 'content-encoding': 'gzip' }),
      })
      .end(page)
  }

  async function sendFromEmulator(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { authorization = '' } = request.headers
    const answer = await fixture.fetch(new Request(upstream + request.url, { headers: { authorization } }))
    response.setHeaders(answer.headers).writeHead(answer.status)
    response.end(Buffer.from(await answer.arrayBuffer()))
  }

  const server = createServer((request, response) => void respond(request, response))
  const port = await listen(server, { host: '127.0.0.1', port: 0, portSetting: 'PORT' })
  return {
    origin: `http://127.0.0.1:${port}`,
    stop: () =>
      new Promise((finish) => {
        server.close(() => finish())
        server.closeAllConnections()
      }),
  }
}

/** The pages, compressed before anything is measured. */
async function compressPages(fixture: PageFixture): Promise<Map<string, Buffer>> {
  const compressed = new Map<string, Buffer>()
  for (const path of fixture.paths) {
    const page = fixture.pageAt(path)
    if (page) compressed.set(path, await compress(page))
  }
  return compressed
}
