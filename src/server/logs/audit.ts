import type { AuthEvent } from '#auth/auth-request.ts'
import type { ClientAuditEvent } from '#contract/flowdesk-api.ts'
import { maxPageSize } from '#contract/page.ts'
import type { EndpointMatch, EndpointName } from '#contract/endpoints.ts'

import type { LogFields, Log } from './log.ts'
import { createRefusalLog } from './refusals.ts'
import type { RouteLabel } from './route-label.ts'

/** The user, and the address they used. */
type Actor = { user: string | null; address: string }

/** A request to one of Twilio's endpoints, and its result. */
type DataRead = {
  endpoint: EndpointMatch
  /** Only `PageSize` is used. */
  query: URLSearchParams
  /** The response's; null where the caller left before there was one. */
  status: number | null
}

/** A tool call: SIDs only where they are valid. */
type McpCall = {
  tool: string
  flow?: string
  engagement?: string
  /** The ID of the access token, which is no secret; null on this machine, where none is needed. */
  token: string | null
}

export type Audit = {
  /** Somebody signed in or out, made or revoked an access token, or a sign-in was refused. */
  authEvent: (event: AuthEvent) => void
  /** A request was refused: nobody was signed in, or it came from another site. */
  refused: (actor: Actor, route: RouteLabel, status: number) => void
  /** Customers' data was requested. Endpoints without any write no line. */
  dataRead: (actor: Actor, read: DataRead) => void
  /** An AI tool was called; what it reads has lines of its own. */
  mcpCall: (actor: Actor, call: McpCall) => void
  /** The page exported a file, or showed masked data. */
  clientEvent: (actor: Actor, event: ClientAuditEvent) => void
}

/**
 * Writes who read what: one line each, with time, user, address, flow and engagement. Never contents, queries or phone
 * numbers. Refusals are summed up by address and minute. Written before the first byte is sent, so that nothing is read without its line.
 */
export function createAudit(log: Pick<Log, 'audit'>): Audit {
  const writeLine = (audit: string, { user, address }: Actor, fields: LogFields) =>
    log.audit(audit, { user, address, ...fields })
  const writeRefusal = createRefusalLog(log.audit)
  return {
    authEvent({ event, user, address, reason, iss, sub, token }) {
      const fields = { user, address, iss: capClaim(iss), sub: capClaim(sub), token, what: reason }
      if (event === 'sign-in-refused') writeRefusal({ audit: event, address, fields })
      else log.audit(event, fields)
    },
    refused(actor, { path, endpoint }, status) {
      const sids = endpoint === null ? {} : sidFields(endpoint)
      writeRefusal({
        audit: 'refused',
        address: actor.address,
        fields: { ...actor, ...sids, what: path, status },
      })
    },
    dataRead(actor, { endpoint, query, status }) {
      const what = describeContents[endpoint.name](query)
      if (what !== null) writeLine('read', actor, { ...sidFields(endpoint), what, status })
    },
    mcpCall(actor, { tool, flow, engagement, token }) {
      writeLine('mcp', actor, { flow, engagement, what: tool, token: token ?? undefined })
    },
    clientEvent(actor, clientEvent) {
      const { event, flow, engagement, count, source = 'engagements' } = { ...emptyFields, ...clientEvent }
      const what = count === undefined ? event : `${event} of ${count} ${source}`
      writeLine(event, actor, { flow, engagement, what })
    },
  }
}

/** Not every event has all fields. */
const emptyFields = { flow: undefined, engagement: undefined, count: undefined, source: undefined }

/** OpenID Connect allows 255 characters for `sub`. Longer claims are cut, and marked as cut. */
const maxClaimLength = 255

function capClaim(claim: string | undefined): string | undefined {
  return claim !== undefined && claim.length > maxClaimLength ? `${claim.slice(0, maxClaimLength)}…` : claim
}

/** What an endpoint returns that is worth an audit line, in words that also tell Engagements and Executions apart; null for none. */
const describeContents: Record<EndpointName, (query: URLSearchParams) => string | null> = {
  flows: () => null,
  flow: () => null,
  engagements: (query) => `page of ${requestedPageSize(query)} engagements, contexts included`,
  engagement: () => 'engagement',
  context: () => 'context',
  steps: () => 'steps',
  step: () => 'step',
  stepContext: () => 'step context',
  executions: (query) => `page of ${requestedPageSize(query)} executions, contexts included`,
  execution: () => 'execution',
  executionContext: () => 'execution context',
  executionSteps: () => 'execution steps',
  executionStep: () => 'execution step',
  executionStepContext: () => 'execution step context',
  // No customer's data, but a flow may hold keys of other services.
  flowDefinition: () => 'flow definition',
  revisions: () => null,
  revision: () => 'flow definition',
  publishedRevision: () => 'flow definition',
}

/**
 * How many engagements a page can contain: the requested number, or Twilio's default. Responses stream through unparsed,
 * so the actual number is not known here; only the last page of a list has fewer.
 */
function requestedPageSize(query: URLSearchParams): number {
  const pageSize = Number(query.get('PageSize') ?? 50)
  // The proxy rejects anything else.
  return Number.isInteger(pageSize) && pageSize <= maxPageSize ? pageSize : 0
}

function sidFields(endpoint: EndpointMatch): LogFields {
  const sids: Partial<Record<string, string | number>> = endpoint.sids
  return { flow: sids['FW'], engagement: sids['FN'], step: sids['FT'] }
}
