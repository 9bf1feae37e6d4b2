import { engagementsPageSchema } from '#contract/engagement.ts'
import { emulatorPassword, emulatorUser } from '#emulator/credentials.ts'
import { createEmulator } from '#emulator/emulator.ts'
import { flowSids } from '#emulator/flows.ts'

const upstream = 'https://studio.twilio.com'

/** A long list of engagements, made before anything is measured. */
export interface Pages {
  /** What a browser asks the server for, page after page. */
  paths: string[]
  engagements: number
  bytes: number
  /** Twilio's side of the proxy: the pages from memory, anything else from the emulator. */
  fetch: (request: Request) => Promise<Response>
}

/** The flow the pages are of. */
export const benchFlow = flowSids.parcels

/** Asks the emulator for every page of a flow of `engagements` runs, its clock standing still, and keeps them. */
export async function makePages(engagements: number): Promise<Pages> {
  const now = Date.now()
  const emulator = createEmulator({ engagements, now: () => now })
  const authorization = `Basic ${btoa(`${emulatorUser}:${emulatorPassword}`)}`
  const kept = new Map<string, Uint8Array<ArrayBuffer>>()
  let next: string | null = `${upstream}/v1/Flows/${benchFlow}/Engagements?PageSize=1000`
  while (next !== null) {
    const answer = await emulator(new Request(next, { headers: { authorization } }))
    const page = await answer.bytes()
    kept.set(keyOf(next), page)
    next = engagementsPageSchema.parse(JSON.parse(new TextDecoder().decode(page))).meta.next_page_url
  }
  return {
    paths: [...kept.keys()].map((key) => `/api${key}`),
    engagements,
    bytes: [...kept.values()].reduce((sum, page) => sum + page.byteLength, 0),
    fetch: async (request) => {
      const page = kept.get(keyOf(request.url))
      if (page === undefined) return emulator(request)
      return new Response(page, { headers: { 'content-type': 'application/json; charset=utf-8' } })
    },
  }
}

/** The same for the same page, in whatever order its query is written. */
function keyOf(url: string): string {
  const { pathname, searchParams } = new URL(url)
  searchParams.sort()
  return `${pathname}?${searchParams}`
}
