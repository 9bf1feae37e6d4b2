import { isSidPrefix, parseSid, type Sid, type SidPrefix } from './sid.ts'

/**
 * Every read of Studio's v1 API that Flowdesk knows: the client prints these paths, the proxy lets only these pass,
 * the emulator answers them. `{FW}` stands for a SID with that prefix.
 */
export const reads = {
  flows: '/v1/Flows',
  flow: '/v1/Flows/{FW}',
  engagements: '/v1/Flows/{FW}/Engagements',
  engagement: '/v1/Flows/{FW}/Engagements/{FN}',
  context: '/v1/Flows/{FW}/Engagements/{FN}/Context',
  steps: '/v1/Flows/{FW}/Engagements/{FN}/Steps',
  step: '/v1/Flows/{FW}/Engagements/{FN}/Steps/{FT}',
  stepContext: '/v1/Flows/{FW}/Engagements/{FN}/Steps/{FT}/Context',
} as const

export type ReadName = keyof typeof reads

type PrefixesIn<Path extends string> = Path extends `${string}{${infer P extends SidPrefix}}${infer Rest}`
  ? P | PrefixesIn<Rest>
  : never

/** The SIDs a read needs, by prefix: `{ FW, FN }` for an engagement. */
export type ReadSids<R extends ReadName> = { readonly [P in PrefixesIn<(typeof reads)[R]>]: Sid<P> }

/** A read with its SIDs. */
export type Read = { [R in ReadName]: { name: R; sids: ReadSids<R> } }[ReadName]

/** Reads that answer with a list, and the name its rows stand under. */
export const listKeys = { flows: 'flows', engagements: 'engagements', steps: 'steps' } as const
export type ListName = keyof typeof listKeys

/** The query keys a list understands, in the order they are written. Nothing else may be asked. */
export const pagingKeys = ['PageSize', 'Page', 'PageToken'] as const

export function isList(name: ReadName): name is ListName {
  return name in listKeys
}

/** The path of a read on Twilio's host, from `/v1` on. */
export function printRead<R extends ReadName>(name: R, sids: ReadSids<R>): string {
  const bySid: Partial<Record<string, string>> = sids
  return reads[name].replace(/\{(\w\w)\}/g, (_, prefix: string) => bySid[prefix] ?? '')
}

const templates = Object.entries(reads).map(([name, path]) => ({ name, segments: path.split('/') }))

/** The read a path means, or null: a path that is not exactly one of `reads`, with well-formed SIDs, means nothing. */
export function matchRead(pathname: string): Read | null {
  const given = pathname.split('/')
  for (const { name, segments } of templates) {
    const sids = matchSegments(segments, given)
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- name and SIDs come from the same row of `reads`
    if (sids) return { name, sids } as Read
  }
  return null
}

function matchSegments(segments: string[], given: string[]): Record<string, string> | null {
  if (segments.length !== given.length) return null
  const sids: Record<string, string> = {}
  for (const [i, segment] of segments.entries()) {
    const part = given[i]
    const prefix = /^\{(\w\w)\}$/.exec(segment)?.[1]
    if (!isSidPrefix(prefix)) {
      if (segment !== part) return null
      continue
    }
    const sid = parseSid(prefix, part)
    if (sid === null) return null
    sids[prefix] = sid
  }
  return sids
}
