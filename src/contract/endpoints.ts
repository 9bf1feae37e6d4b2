import { isSidPrefix, parseSid, type Sid, type SidPrefix } from './sid.ts'

/**
 * All endpoints of Studio's v1 and v2 API that Flowdesk uses: the client builds these paths, the proxy allows only these,
 * the emulator implements them. `{FW}` is a SID with that prefix, `{n}` a whole number from 1.
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
  flowDefinition: '/v2/Flows/{FW}',
  revisions: '/v2/Flows/{FW}/Revisions',
  revision: '/v2/Flows/{FW}/Revisions/{n}',
  publishedRevision: '/v2/Flows/{FW}/Revisions/LatestPublished',
} as const

export type EndpointName = keyof typeof endpoints

type SidPrefixesIn<Path extends string> = Path extends `${string}{${infer P extends SidPrefix}}${infer Rest}`
  ? P | SidPrefixesIn<Rest>
  : never

/** What an endpoint needs: its SIDs by prefix, `{ FW, FN }` for an engagement, and the number `n` of a revision. */
export type EndpointParams<R extends EndpointName> = {
  readonly [P in SidPrefixesIn<(typeof endpoints)[R]>]: Sid<P>
} & ((typeof endpoints)[R] extends `${string}{n}` ? { readonly n: number } : unknown)

/** An endpoint with its SIDs. */
export type EndpointMatch = { [R in EndpointName]: { name: R; sids: EndpointParams<R> } }[EndpointName]

/** Endpoints that return a list, and the response key of the rows. */
export const responseListKeys = {
  flows: 'flows',
  engagements: 'engagements',
  steps: 'steps',
  executions: 'executions',
  executionSteps: 'steps',
  revisions: 'revisions',
} as const
export type ListEndpointName = keyof typeof responseListKeys

/** The query parameters of every list endpoint, in the order they are written. */
export const pagingParams = ['PageSize', 'Page', 'PageToken'] as const

/** The filters of the list of executions: a run's status; started at the first time or later, and before the second. */
export const runFilterParams = ['status', 'DateCreatedFrom', 'DateCreatedTo'] as const

export type ListParam = (typeof runFilterParams)[number] | (typeof pagingParams)[number]

/** The query parameters of an endpoint, in the order they are written. No others are allowed. */
export function listParams(name: EndpointName): readonly ListParam[] {
  if (!isListEndpoint(name)) return []
  return name === 'executions' ? [...runFilterParams, ...pagingParams] : pagingParams
}

export function isListEndpoint(name: EndpointName): name is ListEndpointName {
  return name in responseListKeys
}

/** An endpoint's path on Twilio's host, starting with `/v1` or `/v2`. */
export function buildPath<R extends EndpointName>(name: R, sids: EndpointParams<R>): string {
  const params: Partial<Record<string, string | number>> = sids
  return endpoints[name].replace(/\{(\w+)\}/g, (_, param: string) => String(params[param] ?? ''))
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

function matchSegments(segments: string[], pathSegments: string[]): Record<string, string | number> | null {
  if (segments.length !== pathSegments.length) return null
  const params: Record<string, string | number> = {}
  for (const [i, segment] of segments.entries()) {
    const pathSegment = pathSegments[i]
    const param = /^\{(\w+)\}$/.exec(segment)?.[1]
    if (param === undefined) {
      if (segment !== pathSegment) return null
      continue
    }
    const value = isSidPrefix(param) ? parseSid(param, pathSegment) : parseNumber(pathSegment)
    if (value === null) return null
    params[param] = value
  }
  return params
}

/** A whole number from 1, of at most 9 digits. */
function parseNumber(text = ''): number | null {
  return /^[1-9]\d{0,8}$/.test(text) ? Number(text) : null
}
