import { deepNestingScenario } from './deep-nesting.ts'
import {
  brokenGzipStream,
  gzipBombStream,
  truncatedStream,
  waitForAbort,
  stalledStream,
  streamChunks,
} from './streams.ts'
import {
  incrementCounter,
  isAfterFirstPage,
  requestedPageNumber,
  type EmulatedFlow,
  type Fault,
  type FaultContext,
} from './types.ts'
import { faultSids, type FaultName } from './sids.ts'
import {
  deepNestingWidgets,
  hugeContextWidgets,
  largeFlowWidgets,
  longTextWidgets,
  maliciousFlowWidgets,
  protoKeyFlowWidgets,
} from './fault-widgets.ts'
import { twilioError } from '#emulator/http/twilio-errors.ts'
import { defaultFlow, type FlowDefinition } from '#emulator/flows.ts'
import {
  maliciousAddress,
  maliciousFlowName,
  maliciousTextScenario,
  protoKeysScenario,
} from '#emulator/scenarios/malicious-content.ts'
import { hugeContextScenario, hasRecordsPlaceholder, expandRecords } from './huge-context.ts'
import { hasLongTextPlaceholder, insertLongText, longTextScenario, expandLongText } from './long-text.ts'
import {
  omitOrNullField,
  omitOrNullSid,
  setNonObjectContext,
  addProtoField,
  setUnknownStatus,
} from './malformed-fields.ts'

/** A fault and its flow. The flow has 3,200 engagements by default. */
type FaultDefinition = Fault & { name: string; flow?: Partial<FlowDefinition> }

/** By name. */
const definitions: Record<FaultName, FaultDefinition> = {
  unauthorized: { name: 'Fault: 401, credentials rejected', respondWith: () => twilioError(20003) },
  forbidden: { name: 'Fault: 403, API key not allowed to read this', respondWith: () => twilioError(20403) },
  notFound: { name: 'Fault: 404, listed but deleted', respondWith: () => twilioError(20404) },
  slowDown: {
    name: 'Fault: 429 with Retry-After, twice on page 2',
    respondWith: (context) =>
      failTwice(context, 2, () => twilioError(20429, { headers: { 'retry-after': '2' } })),
  },
  slowDownWithoutHeader: {
    name: 'Fault: 429 without Retry-After, twice on page 2',
    respondWith: (context) => failTwice(context, 2, () => twilioError(20429)),
  },
  serverError: {
    name: 'Fault: 500 on every page after the first',
    respondWith: (context) => (isAfterFirstPage(context) ? twilioError(20500) : null),
  },
  unavailableThenRecovers: {
    name: 'Fault: 503 twice on page 3, then recovers',
    respondWith: (context) => failTwice(context, 3, () => twilioError(20503)),
  },
  connectionReset: {
    name: 'Fault: connection reset after page 1',
    respondWith(context) {
      // What `fetch` throws for any network error.
      if (isAfterFirstPage(context)) throw new TypeError('fetch failed')
      return null
    },
  },
  connectionResetMidBody: {
    name: 'Fault: connection reset in the middle of page 2',
    transformBody: (text, context) => (isAfterFirstPage(context) ? truncatedStream(text) : text),
  },
  noAnswer: {
    name: 'Fault: no response',
    respondWith: (context) => (context.pageRequest ? waitForAbort(context.request.signal) : null),
  },
  stalledBody: {
    name: 'Fault: page 2 stalls halfway',
    transformBody: (text, context) =>
      isAfterFirstPage(context) ? stalledStream(text, context.request) : text,
  },
  html: {
    name: 'Fault: HTML instead of JSON',
    respondWith: (context) => (context.pageRequest ? signInPageResponse() : null),
  },
  cutShort: {
    name: 'Fault: the JSON of page 2 is truncated',
    transformBody: (text, context) => (isAfterFirstPage(context) ? text.slice(0, text.length / 2) : text),
  },
  missingFields: {
    name: 'Fault: null and missing fields',
    flow: { engagementCount: 240 },
    transformFields: omitOrNullField,
  },
  unknownStatus: {
    name: 'Fault: an unknown status',
    flow: { engagementCount: 240 },
    transformFields: setUnknownStatus,
  },
  oddContexts: {
    name: 'Fault: contexts that are not objects',
    flow: { engagementCount: 240 },
    transformFields: setNonObjectContext,
  },
  missingSids: { name: 'Fault: rows without a SID', transformFields: omitOrNullSid },
  hugeContext: {
    name: 'Fault: 20 MB contexts',
    flow: {
      engagementCount: 12,
      hasContextInList: false,
      scenario: hugeContextScenario,
      widgets: hugeContextWidgets,
    },
    transformBody: (text) => (hasRecordsPlaceholder(text) ? streamChunks(expandRecords(text)) : text),
  },
  protoKeys: {
    name: 'Fault: __proto__ and similar keys',
    flow: { engagementCount: 60, scenario: protoKeysScenario, widgets: protoKeyFlowWidgets },
    transformFields: addProtoField,
  },
  hostileText: {
    name: maliciousFlowName,
    flow: {
      engagementCount: 60,
      formatAddress: maliciousAddress,
      scenario: maliciousTextScenario,
      widgets: maliciousFlowWidgets,
    },
  },
  repeatingToken: {
    name: 'Fault: the same page token forever',
    transformPage: (page) => ({ ...page, nextOffset: page.request.pageSize }),
  },
  expiredToken: {
    name: 'Fault: expired page token on page 3, every other load',
    respondWith: expireTokenOnOddReads,
  },
  duplicateSids: {
    name: 'Fault: each page repeats rows of the previous page',
    transformPage: (page) => ({
      ...page,
      nextOffset: page.nextOffset && page.nextOffset - Math.min(10, page.request.pageSize >> 1),
    }),
  },
  outOfOrder: { name: 'Fault: pages out of order', mapOffset: swapThousandRows },
  otherHost: {
    name: 'Fault: next_page_url on another host',
    transformPage: (page) => ({ ...page, url: `https://studio.elsewhere.example${page.listPath}` }),
  },
  deepNesting: {
    name: 'Fault: contexts nested 10,000 levels deep',
    flow: { engagementCount: 12, scenario: deepNestingScenario, widgets: deepNestingWidgets },
  },
  compressed: { name: 'Fault: none, pages compressed with gzip', isCompressed: true },
  brokenGzip: {
    name: 'Fault: gzip that breaks in the middle of page 2',
    isCompressed: true,
    transformGzip: (body, context) => (isAfterFirstPage(context) ? brokenGzipStream(body) : body),
  },
  gzipBomb: {
    name: 'Fault: gzip of page 2 that decompresses without end',
    isCompressed: true,
    transformGzip: (body, context) => (isAfterFirstPage(context) ? gzipBombStream() : body),
  },
  longText: {
    name: 'Fault: a 5 MB string',
    flow: {
      engagementCount: 12,
      hasContextInList: false,
      scenario: longTextScenario,
      widgets: longTextWidgets,
    },
    transformFields: insertLongText,
    transformBody: (text) => (hasLongTextPlaceholder(text) ? streamChunks(expandLongText(text)) : text),
  },
  noDefinition: {
    name: 'Fault: 403 for the definition alone',
    flow: { engagementCount: 60 },
    respondWith: ({ request }) =>
      /^\/v2\/Flows\/[^/]+(\/Revisions.*)?$/.test(new URL(request.url).pathname) ? twilioError(20403) : null,
  },
  largeDefinition: {
    name: 'Fault: none, a definition of 300 widgets',
    flow: { engagementCount: 60, widgets: largeFlowWidgets },
  },
  draftDefinition: {
    name: 'Fault: none, a draft that is not published',
    flow: { engagementCount: 60, version: 3, hasDraft: true },
  },
}

const faultNames = Object.keys(faultSids).filter((name): name is FaultName => name in faultSids)

/** The faulty flows, in the order of `faultSids`. */
export function faultFlows(): EmulatedFlow[] {
  return faultNames.map((name) => {
    const { name: friendlyName, flow, ...fault } = definitions[name]
    return {
      definition: {
        ...defaultFlow,
        engagementCount: 3200,
        ...flow,
        name: friendlyName,
        sid: faultSids[name],
      },
      fault,
    }
  })
}

/** Fails the first two requests for a page. Loading the list from its start again brings new tokens, so it fails again. */
function failTwice(context: FaultContext, page: number, createError: () => Response): Response | null {
  if (requestedPageNumber(context) !== page) return null
  return incrementCounter(context.counters, context.pageRequest?.token ?? '') <= 2 ? createError() : null
}

/** Tokens of page 3 are invalid every other time the list is loaded from its start. */
function expireTokenOnOddReads(context: FaultContext): Response | null {
  if (requestedPageNumber(context) !== 3) return null
  const key = `snapshot ${context.pageRequest?.position?.snapshotAt}`
  const snapshotNumber = context.counters.get(key) ?? incrementCounter(context.counters, 'snapshots')
  context.counters.set(key, snapshotNumber)
  return snapshotNumber % 2 ? twilioError(20006) : null
}

/** Swaps each thousand rows with the next thousand, as if two pages had been mixed up. */
function swapThousandRows(offset: number, count: number): number {
  const swapped = Math.floor(offset / 1000) % 2 ? offset - 1000 : offset + 1000
  return swapped < count && offset < count - (count % 2000) ? swapped : offset
}

function signInPageResponse(): Response {
  return new Response('<!doctype html><title>Sign in</title><h1>Please sign in to the network</h1>', {
    headers: { 'content-type': 'text/html; charset=utf-8' },
  })
}
