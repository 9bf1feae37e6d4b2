import { responseListKeys, buildPath } from '#contract/endpoints.ts'
import { emulatorPassword, emulatorUser } from '#emulator/http/credentials.ts'
import { createEmulator } from '#emulator/emulator.ts'
import { flowSids } from '#emulator/flows.ts'
import { encodePageToken } from '#emulator/http/page-token.ts'
import { serializePage } from '#emulator/http/paging.ts'

import { computeExpectedResults, type ExpectedResults } from '../expected-results.ts'
import { createPageGenerator } from './page-generator.ts'

/** The proxy's upstream. */
export const upstream = 'https://studio.twilio.com'

/** The flow of the pages. */
export const benchFlow = flowSids.parcels

/** The `authorization` header of requests to the upstream. */
export const authorization = `Basic ${btoa(`${emulatorUser}:${emulatorPassword}`)}`

const listPath = buildPath('engagements', { FW: benchFlow })
const pageSize = 1000
/** This many pages stay in memory, 400 MB. Later pages are generated from them on request. */
const defaultMaxCached = 100

/** A long list of engagements, generated before anything is measured. */
export interface PageFixture {
  /** Path and query of each page. */
  paths: readonly string[]
  engagements: number
  /** Total bytes of all pages. */
  bytes: number
  expected: ExpectedResults
  /** A page by its path and query; null for everything else. */
  pageAt: (pathAndQuery: string) => Buffer<ArrayBuffer> | null
  /** The upstream: serves pages from memory and everything else from the emulator. */
  fetch: (request: Request) => Promise<Response>
}

/** Fetches and caches the first pages of a flow of `engagements` runs, from an emulator with a stopped clock. */
export async function createPageFixture(
  engagements: number,
  maxCached = defaultMaxCached,
): Promise<PageFixture> {
  const start = Date.now()
  const emulator = createEmulator({ engagements, now: () => start })
  const paths = Array.from(
    { length: Math.ceil(engagements / pageSize) },
    (_, n) => `${listPath}?PageSize=${pageSize}${n === 0 ? '' : `&Page=${n}&PageToken=${encodeToken(n)}`}`,
  )
  const pageIndexes = new Map(paths.map((path, n) => [path, n]))

  const cached: Buffer<ArrayBuffer>[] = []
  for (const path of paths.slice(0, maxCached)) {
    const response = await emulator(new Request(upstream + path, { headers: { authorization } }))
    cached.push(Buffer.from(await response.arrayBuffer()))
  }
  const all = paths.flatMap((_, n) => cached[n % maxCached] ?? [])
  const generatePage = createPageGenerator({
    cachedPages: cached,
    engagements,
    flowSid: benchFlow,
    start,
    pageSize,
  })

  return {
    paths,
    engagements,
    bytes: all.reduce((sum, page) => sum + page.byteLength, 0),
    expected: computeExpectedResults(all),
    pageAt,
    fetch: async (request) => {
      const { pathname, search } = new URL(request.url)
      const page = pageAt(pathname + search)
      if (page === null) return emulator(request)
      return new Response(page, { headers: { 'content-type': 'application/json; charset=utf-8' } })
    },
  }

  function pageAt(pathAndQuery: string): Buffer<ArrayBuffer> | null {
    const n = pageIndexes.get(pathAndQuery)
    return n === undefined ? null : (cached[n] ?? generatePage(n, pageHead(n)))
  }

  function encodeToken(n: number): string {
    return encodePageToken(listPath, { snapshotAt: start, offset: n * pageSize })
  }

  /** The JSON before the rows of a page, as the emulator writes it. */
  function pageHead(n: number): string {
    const page = {
      url: upstream + listPath,
      listPath,
      key: responseListKeys.engagements,
      request: {
        pageSize,
        page: n,
        position: { snapshotAt: start, offset: n * pageSize },
        token: encodeToken(n),
      },
      filterQuery: '',
      snapshotAt: start,
      rows: [],
      previousOffset: (n - 1) * pageSize,
      nextOffset: n + 1 < paths.length ? (n + 1) * pageSize : null,
    }
    const [head = ''] = serializePage(page)
    return head
  }
}
