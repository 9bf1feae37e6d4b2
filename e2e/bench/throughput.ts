import { Agent, get } from 'node:http'

import { printRead } from '#contract/reads.ts'

import { benchFlow } from './pages.ts'

/** No two requests are the same: answers that are shared would be measured instead of passed on. */
let lastToken = 0

/** How many bytes a second come when pages are asked for one after another over one connection, as the engine does. */
export async function bytesPerSecond(origin: string, prefix: string, pages: number): Promise<number> {
  const address = `${origin}${prefix}${printRead('engagements', { FW: benchFlow })}?PageSize=1000&PageToken=`
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const start = performance.now()
  let bytes = 0
  for (let n = 0; n < pages; n++) bytes += await read(address + lastToken++, agent)
  agent.destroy()
  return bytes / ((performance.now() - start) / 1000)
}

/** Reads an answer and throws it away, with as little work as Node can do. @returns how many bytes it had */
function read(address: string, agent: Agent): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = get(address, { agent }, (response) => {
      let bytes = 0
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.byteLength
      })
      response.on('end', () => {
        if (response.statusCode === 200) resolve(bytes)
        else reject(new Error(`${address} answered ${response.statusCode}`))
      })
      response.on('error', reject)
    })
    request.on('error', reject)
  })
}
