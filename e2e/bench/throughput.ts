import { Agent, get } from 'node:http'

import { buildPath } from '#contract/endpoints.ts'

import { benchFlow } from './pages/page-fixture.ts'

/** Makes every request unique, so that the proxy does not share responses. */
let lastToken = 0

/** Bytes on the wire per second when pages are requested one after another over one connection, as the engine does. */
export async function measureBytesPerSecond(
  origin: string,
  prefix: string,
  pageCount: number,
): Promise<number> {
  const url = `${origin}${prefix}${buildPath('engagements', { FW: benchFlow })}?PageSize=1000&PageToken=`
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const start = performance.now()
  let bytes = 0
  for (let n = 0; n < pageCount; n++) bytes += await fetchAndDiscard(url + lastToken++, agent)
  agent.destroy()
  return bytes / ((performance.now() - start) / 1000)
}

/** Fetches a response and discards it, with the least possible work in Node. @returns its size in bytes */
function fetchAndDiscard(url: string, agent: Agent): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = get(url, { agent, headers: { 'accept-encoding': 'gzip' } }, (response) => {
      let bytes = 0
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.byteLength
      })
      response.on('end', () => {
        if (response.statusCode === 200) resolve(bytes)
        else reject(new Error(`${url} returned ${response.statusCode}`))
      })
      response.on('error', reject)
    })
    request.on('error', reject)
  })
}
