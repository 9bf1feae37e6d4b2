/** A process of the benchmarks: serves pages of a list, as Twilio would. Prints its origin. */
import { createServer } from 'node:http'
import { setTimeout } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'

import { listen } from '#server/http/listen.ts'

import { createPageFixture, upstream } from '../pages/page-fixture.ts'

const latencyMs = Number(process.argv[2] ?? 0)
const isGzip = process.argv[3] === 'gzip'
const pages = await createPageFixture(1000)
const pageResponse = await pages.fetch(new Request(upstream + pages.paths[0]))
const plainPage = Buffer.from(await pageResponse.arrayBuffer())
const page = isGzip ? gzipSync(plainPage) : plainPage

// A minimal server, because only the proxy in front of it is measured.
const server = createServer((_request, response) => {
  void setTimeout(latencyMs).then(() =>
    response
      .writeHead(200, {
        'content-type': 'application/json; charset=utf-8',
        'content-length': page.byteLength,
        ...(isGzip && { 'content-encoding': 'gzip' }),
      })
      .end(page),
  )
})
const port = await listen(server, { host: '127.0.0.1', port: 0, portSetting: 'PORT' })
process.stdout.write(`http://127.0.0.1:${port}\n`)
