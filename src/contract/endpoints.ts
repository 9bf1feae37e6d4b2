import { isSidPrefix, parseSid, type Sid, type SidPrefix } from './sid.ts'

/**
 * All endpoints of Studio's v1 and v2 API that Flowdesk uses: the client builds these paths, the proxy allows only these,
 * the emulator implements them. `{FW}` is a SID with that prefix.
 */
export const endpoints = {
  flows: '/v1/Flows',
  flow: '/v1/Flows/{FW}',
  engagements: '/v1/Flows/{FW}/Engagements',
  engagement: '/v1/Flows/{FW}/Engagements/{FN}',
  context: '/v1/Flows/{FW}/Engagements/{FN}/Context',
  steps: '/v1/Flows/{FW}/Engagements/{FN}/Steps',
  step: '/v1/Flows/{FW}/Engagements/{FN}/Steps/{FT}',
  stepContext: '/v1/Flows/{FW}/Engagements/{FN}/Steps/{FT}/Context',
  executions: '/v2/Flows/{FW}/Executions',
  execution: '/v2/Flows/{FW}/Executions/{FN}',
  executionContext: '/v2/Flows/{FW}/Executions/{FN}/Context',
  executionSteps: '/v2/Flows/{FW}/Executions/{FN}/Steps',
  executionStep: '/v2/Flows/{FW}/Executions/{FN}/Steps/{FT}',
  executionStepContext: '/v2/Flows/{FW}/Executions/{FN}/Steps/{FT}/Context',
} as const

export type EndpointName = keyof typeof endpoints

type SidPrefixesIn<Path extends string> = Path extends `${string}{${infer P extends SidPrefix}}${infer Rest}`
  ? P | SidPrefixesIn<Rest>
  : never

/** The SIDs an endpoint needs, by prefix: `{ FW, FN }` for an engagement. */
export type EndpointParams<R extends EndpointName> = {
  readonly [P in SidPrefixesIn<(typeof endpoints)[R]>]: Sid<P>
}

/** An endpoint with its SIDs. */
export type EndpointMatch = { [R in EndpointName]: { name: R; sids: EndpointParams<R> } }[EndpointName]

/** Endpoints that return a list, and the response key of the rows. */
export const responseListKeys = {
  flows: 'flows',
  engagements: 'engagements',
  steps: 'steps',
  executions: 'executions',
  executionSteps: 'steps',
} as const
export type ListEndpointName = keyof typeof responseListKeys

/** The query parameters of a list endpoint, in the order they are written. No others are allowed. */
export const pagingParams = ['PageSize', 'Page', 'PageToken'] as const

export function isListEndpoint(name: EndpointName): name is ListEndpointName {
  return name in responseListKeys
}

/** An endpoint's path on Twilio's host, starting with its version. */
export function buildPath<R extends EndpointName>(name: R, sids: EndpointParams<R>): string {
  const sidByPrefix: Partial<Record<string, string>> = sids
  return endpoints[name].replace(/\{(\w\w)\}/g, (_, prefix: string) => sidByPrefix[prefix] ?? '')
}

const templates = Object.entries(endpoints).map(([name, path]) => ({ name, segments: path.split('/') }))

/** The endpoint of a path; null unless the path matches one of `endpoints` exactly, with well-formed SIDs. */
export function matchPath(pathname: string): EndpointMatch | null {
  const pathSegments = pathname.split('/')
  for (const { name, segments } of templates) {
    const sids = matchSegments(segments, pathSegments)
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- name and SIDs come from the same row of `endpoints`
    if (sids) return { name, sids } as EndpointMatch
  }
  return null
}

function matchSegments(segments: string[], pathSegments: string[]): Record<string, string> | null {
  if (segments.length !== pathSegments.length) return null
  const sids: Record<string, string> = {}
  for (const [i, segment] of segments.entries()) {
    const pathSegment = pathSegments[i]
    const prefix = /^\{(\w\w)\}$/.exec(segment)?.[1]
    if (!isSidPrefix(prefix)) {
      if (segment !== pathSegment) return null
      continue
    }
    const sid = parseSid(prefix, pathSegment)
    if (sid === null) return null
    sids[prefix] = sid
  }
  return sids
}
