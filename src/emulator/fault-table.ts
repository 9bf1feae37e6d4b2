import { deepNestingStory } from './deep-nesting.ts'
import { breakingBody, never, stallingBody, streamOf } from './fault-bodies.ts'
import { countUp, isAfterPageOne, pageNumber, type Fault, type Visit } from './fault.ts'
import { faultSids, type FaultName } from './faults.ts'
import { twilioError } from './errors.ts'
import { usualFlow, type FlowFacts } from './flows.ts'
import { hostileAddress, hostileName, hostileTextStory, protoKeysStory } from './hostile-stories.ts'
import { hugeContextStory, isHuge, withRecords } from './huge-context.ts'
import { isLong, longText, longTextStory, withLongText } from './long-text.ts'
import { missingFields, missingSids, oddContexts, protoField, unknownStatus } from './odd-fields.ts'

/** What the table says beyond the fault itself. The flow has 3,200 engagements unless it says otherwise. */
type FaultRow = Fault & { name: string; facts?: Partial<FlowFacts> }

/** By name, in the order they are listed in. */
const table: Record<FaultName, FaultRow> = {
  unauthorized: { name: 'Fault: 401, the credentials are refused', instead: () => twilioError(20003) },
  forbidden: { name: 'Fault: 403, the credentials may not read it', instead: () => twilioError(20403) },
  notFound: { name: 'Fault: 404, listed but gone', instead: () => twilioError(20404) },
  slowDown: {
    name: 'Fault: 429 with Retry-After, twice on page 2',
    instead: (visit) => twice(visit, 2, () => twilioError(20429, { headers: { 'retry-after': '1' } })),
  },
  slowDownWithoutHeader: {
    name: 'Fault: 429 without Retry-After, twice on page 2',
    instead: (visit) => twice(visit, 2, () => twilioError(20429)),
  },
  serverError: {
    name: 'Fault: 500 after page 1, always',
    instead: (visit) => (isAfterPageOne(visit) ? twilioError(20500) : null),
  },
  unavailableThenRecovers: {
    name: 'Fault: 503 twice on page 3, then recovers',
    instead: (visit) => twice(visit, 3, () => twilioError(20503)),
  },
  connectionReset: {
    name: 'Fault: connection reset after page 1',
    instead(visit) {
      // What `fetch` says, whatever broke.
      if (isAfterPageOne(visit)) throw new TypeError('fetch failed')
      return null
    },
  },
  connectionResetMidBody: {
    name: 'Fault: connection reset in the middle of page 2',
    body: (text, visit) => (isAfterPageOne(visit) ? breakingBody(text) : text),
  },
  noAnswer: {
    name: 'Fault: no answer',
    instead: (visit) => (visit.asked ? never(visit.request.signal) : null),
  },
  stalledBody: {
    name: 'Fault: page 2 stalls in the middle',
    body: (text, visit) => (isAfterPageOne(visit) ? stallingBody(text, visit.request) : text),
  },
  html: { name: 'Fault: HTML instead of JSON', instead: (visit) => (visit.asked ? signInPage() : null) },
  cutShort: {
    name: 'Fault: the JSON of page 2 is cut short',
    body: (text, visit) => (isAfterPageOne(visit) ? text.slice(0, text.length / 2) : text),
  },
  missingFields: {
    name: 'Fault: null and absent fields',
    facts: { engagements: 240 },
    fields: missingFields,
  },
  unknownStatus: { name: 'Fault: an unknown status', facts: { engagements: 240 }, fields: unknownStatus },
  oddContexts: {
    name: 'Fault: contexts that are no objects',
    facts: { engagements: 240 },
    fields: oddContexts,
  },
  missingSids: { name: 'Fault: rows without a SID', fields: missingSids },
  hugeContext: {
    name: 'Fault: contexts of 20 MB',
    facts: { engagements: 12, contextInRows: false, story: hugeContextStory },
    body: (text) => (isHuge(text) ? streamOf(withRecords(text)) : text),
  },
  protoKeys: {
    name: 'Fault: __proto__ and its like as keys',
    facts: { engagements: 60, story: protoKeysStory },
    fields: protoField,
  },
  hostileText: {
    name: hostileName,
    facts: { engagements: 60, address: hostileAddress, story: hostileTextStory },
  },
  repeatingToken: {
    name: 'Fault: the same token for ever',
    page: (page) => ({ ...page, next: page.asked.pageSize }),
  },
  expiredToken: {
    name: 'Fault: the token of page 3 has expired, in every other reading',
    instead: refuseOddReadings,
  },
  duplicateSids: {
    name: 'Fault: each page repeats rows of the page before',
    page: (page) => ({ ...page, next: page.next && page.next - Math.min(10, page.asked.pageSize >> 1) }),
  },
  outOfOrder: { name: 'Fault: pages out of order', order: swapThousands },
  otherHost: {
    name: 'Fault: next_page_url on another host',
    page: (page) => ({ ...page, url: `https://studio.elsewhere.example${page.list}` }),
  },
  deepNesting: {
    name: 'Fault: contexts nested 10,000 levels deep',
    facts: { engagements: 12, story: deepNestingStory },
  },
  longText: {
    name: 'Fault: one string of 5 MB',
    facts: { engagements: 12, contextInRows: false, story: longTextStory },
    fields: longText,
    body: (text) => (isLong(text) ? streamOf(withLongText(text)) : text),
  },
}

const faultNames = Object.keys(faultSids).filter((name): name is FaultName => name in faultSids)

/** What each of them is, and how it misbehaves. */
export function faultFlows(): { facts: FlowFacts; fault: Fault }[] {
  return faultNames.map((name) => {
    const { name: friendlyName, facts, ...fault } = table[name]
    return {
      facts: { ...usualFlow, engagements: 3200, ...facts, name: friendlyName, sid: faultSids[name] },
      fault,
    }
  })
}

/** Answers with the trouble the first two times a page is asked for; a new reading of the list meets it anew. */
function twice(visit: Visit, page: number, trouble: () => Response): Response | null {
  if (pageNumber(visit) !== page) return null
  return countUp(visit.memory, visit.asked?.token ?? '') <= 2 ? trouble() : null
}

/** Whoever reads the list again from its start gets tokens that hold. */
function refuseOddReadings(visit: Visit): Response | null {
  if (pageNumber(visit) !== 3) return null
  const key = `reading ${visit.asked?.bookmark?.since}`
  const reading = visit.memory.get(key) ?? countUp(visit.memory, 'readings')
  visit.memory.set(key, reading)
  return reading % 2 ? twilioError(20006) : null
}

/** Puts each thousand rows in the place of the next, as if two pages had been mixed up. */
function swapThousands(offset: number, count: number): number {
  const swapped = Math.floor(offset / 1000) % 2 ? offset - 1000 : offset + 1000
  return swapped < count && offset < count - (count % 2000) ? swapped : offset
}

function signInPage(): Response {
  return new Response('<!doctype html><title>Sign in</title><h1>Please sign in to the network</h1>', {
    headers: { 'content-type': 'text/html; charset=utf-8' },
  })
}
