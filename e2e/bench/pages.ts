import { listKeys, printRead } from '#contract/reads.ts'
import { emulatorPassword, emulatorUser } from '#emulator/credentials.ts'
import { createEmulator } from '#emulator/emulator.ts'
import { flowSids } from '#emulator/flows.ts'
import { printToken } from '#emulator/page-token.ts'
import { printPage } from '#emulator/paging.ts'

import { readFacts, type Facts } from './facts.ts'
import { createRewriter } from './rewriter.ts'

/** Where the proxy believes Twilio to be. */
export const upstream = 'https://studio.twilio.com'

/** The flow the pages are of. */
export const benchFlow = flowSids.parcels

/** What the list's pages are asked of Twilio with. */
export const authorization = `Basic ${btoa(`${emulatorUser}:${emulatorPassword}`)}`

const list = printRead('engagements', { FW: benchFlow })
const pageSize = 1000
/** So many pages stay in memory, 400 MB; those past them are made of these when they are asked for. */
const usuallyKept = 100

/** A long list of engagements, made before anything is measured. */
export interface Pages {
  /** What Twilio is asked for, page after page: path and query. */
  paths: readonly string[]
  engagements: number
  /** Of all pages. */
  bytes: number
  facts: Facts
  /** Twilio's side of the proxy: the pages from memory, anything else from the emulator. */
  fetch: (request: Request) => Promise<Response>
}

/** Asks the emulator, its clock standing still, for the first pages of a flow of `engagements` runs, and keeps them. */
export async function makePages(engagements: number, mostKept = usuallyKept): Promise<Pages> {
  const start = Date.now()
  const emulator = createEmulator({ engagements, now: () => start })
  const paths = Array.from(
    { length: Math.ceil(engagements / pageSize) },
    (_, n) => `${list}?PageSize=${pageSize}${n === 0 ? '' : `&Page=${n}&PageToken=${tokenOf(n)}`}`,
  )
  const numbers = new Map(paths.map((path, n) => [path, n]))

  const kept: Buffer<ArrayBuffer>[] = []
  for (const path of paths.slice(0, mostKept)) {
    const answer = await emulator(new Request(upstream + path, { headers: { authorization } }))
    kept.push(Buffer.from(await answer.arrayBuffer()))
  }
  const all = paths.flatMap((_, n) => kept[n % mostKept] ?? [])
  const rewrite = createRewriter({ kept, engagements, flowSid: benchFlow, start, pageSize })

  return {
    paths,
    engagements,
    bytes: all.reduce((sum, page) => sum + page.byteLength, 0),
    facts: readFacts(all),
    fetch: async (request) => {
      const { pathname, search } = new URL(request.url)
      const n = numbers.get(pathname + search)
      if (n === undefined) return emulator(request)
      return new Response(kept[n] ?? rewrite(n, headOf(n)), {
        headers: { 'content-type': 'application/json; charset=utf-8' },
      })
    },
  }

  function tokenOf(n: number): string {
    return printToken(list, { since: start, offset: n * pageSize })
  }

  /** What stands before the rows of a page, as the emulator writes it. */
  function headOf(n: number): string {
    const page = {
      url: upstream + list,
      list,
      key: listKeys.engagements,
      asked: { pageSize, page: n, bookmark: { since: start, offset: n * pageSize }, token: tokenOf(n) },
      since: start,
      rows: [],
      previous: (n - 1) * pageSize,
      next: n + 1 < paths.length ? (n + 1) * pageSize : null,
    }
    const [head = ''] = printPage(page)
    return head
  }
}
