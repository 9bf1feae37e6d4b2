import type { AccessEvent } from '#access/access.ts'
import type { AuditNote } from '#contract/audit.ts'
import { maxPageSize } from '#contract/page.ts'
import type { Read, ReadName } from '#contract/reads.ts'

import type { Facts, Log } from './log.ts'
import type { Route } from './route.ts'

/** Who did it, and from where. */
type Actor = { user: string | null; address: string }

/** A read of Twilio's, and how it went. */
type Looked = {
  read: Read
  /** Only how many were asked for is taken of it. */
  query: URLSearchParams
  /** The answer's; null where the caller left before there was one. */
  status: number | null
}

export type Audit = {
  /** Somebody signed in or out, or was not let in. */
  access: (event: AccessEvent) => void
  /** A request was refused here: nobody had signed in, or it came from another site's page. */
  refused: (actor: Actor, route: Route, status: number) => void
  /** Customers' data was asked for. Reads that hold none leave no line. */
  looked: (actor: Actor, looked: Looked) => void
  /** The page made a file, or showed what was masked. */
  noted: (actor: Actor, note: AuditNote) => void
}

/**
 * Who looked at what: a line each, with time, user, address, flow and engagement. Never contents, queries or phone
 * numbers. Written before the first byte leaves, so that nothing is read without its line.
 */
export function createAudit(log: Pick<Log, 'audit'>): Audit {
  const line = (audit: string, { user, address }: Actor, facts: Facts) =>
    log.audit(audit, { user, address, ...facts })
  return {
    access: ({ event, user, address, why }) => line(event, { user, address }, { what: why }),
    refused: (actor, { path, read }, status) =>
      line('refused', actor, { ...(read === null ? {} : sidsOf(read)), what: path, status }),
    looked(actor, { read, query, status }) {
      const what = contents[read.name](query)
      if (what !== null) line('read', actor, { ...sidsOf(read), what, status })
    },
    noted(actor, note) {
      const { event, flow, engagement, count } = { ...nothingNamed, ...note }
      const what = count === undefined ? event : `${event} of ${count} engagements`
      line(event, actor, { flow, engagement, what })
    },
  }
}

/** Not every note has all of it. */
const nothingNamed = { flow: undefined, engagement: undefined, count: undefined }

/** What of customers a read shows, in words; null for none. */
const contents: Record<ReadName, (query: URLSearchParams) => string | null> = {
  flows: () => null,
  flow: () => null,
  engagements: (query) => `page of ${askedFor(query)} engagements, contexts included`,
  engagement: () => 'engagement',
  context: () => 'context',
  steps: () => 'steps',
  step: () => 'step',
  stepContext: () => 'step context',
}

/**
 * How many engagements a page may hold: what was asked for, or what Twilio sends where nothing is asked. Answers stream
 * through unread, so how many it does hold is not known here; only the last page of a list has fewer.
 */
function askedFor(query: URLSearchParams): number {
  const asked = Number(query.get('PageSize') ?? 50)
  // Anything else the proxy refuses.
  return Number.isInteger(asked) && asked <= maxPageSize ? asked : 0
}

function sidsOf(read: Read): Facts {
  const sids: Partial<Record<string, string>> = read.sids
  return { flow: sids['FW'], engagement: sids['FN'], step: sids['FT'] }
}
