/** A process of the benchmarks: pages of a list on a port, as Twilio would send them. Prints its address. */
import { createServer } from 'node:http'
import { setTimeout } from 'node:timers/promises'

import { listen } from '#server/http/listen.ts'

import { makePages, upstream } from './pages.ts'

const latency = Number(process.argv[2] ?? 0)
const pages = await makePages(1000)
const answer = await pages.fetch(new Request(upstream + pages.paths[0]))
const page = Buffer.from(await answer.arrayBuffer())

// The least that answers: what is measured is who stands between it and the browser.
const server = createServer((_request, response) => {
  void setTimeout(latency).then(() =>
    response
      .writeHead(200, {
        'content-type': 'application/json; charset=utf-8',
        'content-length': page.byteLength,
      })
      .end(page),
  )
})
const port = await listen(server, { host: '127.0.0.1', port: 0, portSetting: 'PORT' })
process.stdout.write(`http://127.0.0.1:${port}\n`)
