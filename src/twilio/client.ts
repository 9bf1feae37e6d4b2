import { flowSchema, flowsPageSchema, stepsPageSchema, type Flow, type Step } from '#contract/resources.ts'
import { flowOf, noRunFilter, runFilterQuery, sourceOf, type RunList } from '#contract/run-source.ts'
import type { EndpointName, EndpointParams } from '#contract/endpoints.ts'
import { maxPageSize, nextCursor, type PageCursor } from '#contract/page.ts'
import type { PageMeta } from '#contract/schema/schema-helpers.ts'
import { Problem } from '#contract/problem.ts'
import type { EngagementSid, FlowSid, StepSid } from '#contract/sid.ts'
import type { RawEntry } from '#json/parse/raw-entries.ts'

import {
  createSendRequest,
  type TwilioRequestOptions,
  type PageQuery,
  type RequestOptions,
} from './request.ts'
import type { ResponseBody } from './response-body.ts'
import { parseEngagement, type EngagementResponse } from './engagement-response.ts'
import { parseBody, problemFromJsonError } from './parse-response.ts'
import { runApis } from './run-api.ts'

type Signal = AbortSignal | undefined

export type TwilioClient = ReturnType<typeof createClient>

/** Parses what `JSON.parse` would not keep as sent. */
export type LosslessParser = {
  /** Splits a JSON object into its entries, as `rawEntries` does. In a page, a worker does it for large responses. */
  parseEntries: (bytes: Uint8Array<ArrayBuffer>, omitKeys?: readonly string[]) => Promise<readonly RawEntry[]>
  stringifyUnsafeNumbers: (text: string) => string
}

type ClientOptions = TwilioRequestOptions & {
  /** Called after the response to a request about one run. */
  loadParser: () => Promise<LosslessParser>
  /** Whether pages of runs are asked for as gzip files, whose bytes the caller keeps. */
  pagesAsGzipFiles?: boolean
}

/** Client for Twilio's API. All methods reject with a `Problem`, or with the abort reason of the caller's signal. */
export function createClient({ loadParser, pagesAsGzipFiles = false, ...options }: ClientOptions) {
  const sendForBody = createSendRequest(options)
  const sendRequest = async <R extends EndpointName>(
    name: R,
    sids: EndpointParams<R>,
    requestOptions: RequestOptions,
  ) => (await sendForBody(name, sids, requestOptions)).bytes

  async function readEntries(
    bytes: Uint8Array<ArrayBuffer>,
    omitKeys?: readonly string[],
  ): Promise<readonly RawEntry[]> {
    const { parseEntries } = await loadParser()
    try {
      return await parseEntries(bytes, omitKeys)
    } catch (thrown) {
      throw problemFromJsonError(thrown)
    }
  }

  /** The JSON text of a response's `context`; the text `null` if absent. */
  async function readContext(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
    // The last of duplicate keys counts, as in `JSON.parse`.
    return (await readEntries(bytes)).findLast(({ key }) => key === 'context')?.text ?? 'null'
  }

  return {
    /** All flows of the account. */
    flows: (signal: Signal): Promise<Flow[]> =>
      fetchAllPages(async (query) => {
        const page = parseBody(await sendRequest('flows', {}, { query, signal }), flowsPageSchema)
        return { rows: page.flows, meta: page.meta }
      }),

    flow: async (FW: FlowSid, signal: Signal): Promise<Flow> =>
      parseBody(await sendRequest('flow', { FW }, { signal }), flowSchema),

    /** A flow with its latest definition, which may be a draft, as bytes; `parseFlowDefinition` reads them. */
    flowDefinition: (FW: FlowSid, signal: Signal): Promise<Uint8Array<ArrayBuffer>> =>
      sendRequest('flowDefinition', { FW }, { signal }),

    /** One revision of a flow as bytes; `parseRevision` reads them. */
    revision: (FW: FlowSid, n: number, signal: Signal): Promise<Uint8Array<ArrayBuffer>> =>
      sendRequest('revision', { FW, n }, { signal }),

    /** The latest published revision of a flow as bytes; `parseRevision` reads them. */
    publishedRevision: (FW: FlowSid, signal: Signal): Promise<Uint8Array<ArrayBuffer>> =>
      sendRequest('publishedRevision', { FW }, { signal }),

    /** The newest revisions of a flow as bytes, up to 1,000; `parseRevisions` reads them. */
    revisions: (FW: FlowSid, signal: Signal): Promise<Uint8Array<ArrayBuffer>> =>
      sendRequest('revisions', { FW }, { query: pageQuery(null), signal }),

    /**
     * One page of runs; the engine parses its bytes.
     * @param size at most 1,000; use the same size for the following pages
     * @param filter use the same for the following pages; only executions can be filtered
     */
    engagementsPage: (
      runList: RunList,
      cursor: PageCursor | null,
      signal: Signal,
      size = maxPageSize,
      filter = noRunFilter,
    ): Promise<ResponseBody> => {
      const { endpoints, FW } = apiOf(runList)
      const query = { ...runFilterQuery(filter), ...pageQuery(cursor, size) }
      return sendForBody(endpoints.list, { FW }, { query, signal, asGzipFile: pagesAsGzipFiles })
    },

    /** One run as bytes. */
    engagementBytes: (
      runList: RunList,
      FN: EngagementSid,
      signal: Signal,
    ): Promise<Uint8Array<ArrayBuffer>> => {
      const { endpoints, FW } = apiOf(runList)
      return sendRequest(endpoints.run, { FW, FN }, { signal })
    },

    /** One run without its context, which `context` fetches. */
    engagement: async (runList: RunList, FN: EngagementSid, signal: Signal): Promise<EngagementResponse> => {
      const { endpoints, FW } = apiOf(runList)
      const bytes = await sendRequest(endpoints.run, { FW, FN }, { signal })
      return parseEngagement(await readEntries(bytes, ['context']))
    },

    /** The context as the JSON text Twilio sent: digits, key order and escapes unchanged. */
    context: async (runList: RunList, FN: EngagementSid, signal: Signal): Promise<string> => {
      const { endpoints, FW } = apiOf(runList)
      return readContext(await sendRequest(endpoints.context, { FW, FN }, { signal }))
    },

    /** The context after a step, as the JSON text Twilio sent. */
    stepContext: async (
      runList: RunList,
      FN: EngagementSid,
      FT: StepSid,
      signal: Signal,
    ): Promise<string> => {
      const { endpoints, FW } = apiOf(runList)
      return readContext(await sendRequest(endpoints.stepContext, { FW, FN, FT }, { signal }))
    },

    /** All steps of a run, in Twilio's order. In their contexts, numbers that JavaScript would round are strings. */
    steps: (runList: RunList, FN: EngagementSid, signal: Signal): Promise<Step[]> => {
      const { endpoints, FW } = apiOf(runList)
      return fetchAllPages(async (query) => {
        const body = await sendRequest(endpoints.steps, { FW, FN }, { query, signal })
        const { stringifyUnsafeNumbers } = await loadParser()
        const page = parseBody(body, stepsPageSchema, stringifyUnsafeNumbers)
        return { rows: page.steps, meta: page.meta }
      })
    },
  }
}

/** The API that has the runs, and their flow's SID. */
function apiOf(runList: RunList) {
  return { ...runApis[sourceOf(runList)], FW: flowOf(runList) }
}

function pageQuery(cursor: PageCursor | null, size = maxPageSize): PageQuery {
  return {
    PageSize: String(size),
    ...(cursor && { PageToken: cursor.token, ...(cursor.page !== null && { Page: cursor.page }) }),
  }
}

/** All rows of a short list. Stops at a repeated page token, which would cause an endless loop (twilio-python#562). */
async function fetchAllPages<T>(
  fetchPage: (query: PageQuery) => Promise<{ rows: T[]; meta: PageMeta }>,
): Promise<T[]> {
  const allRows: T[] = []
  const seenTokens = new Set<string>()
  let cursor: PageCursor | null = null
  do {
    const { rows, meta }: { rows: T[]; meta: PageMeta } = await fetchPage(pageQuery(cursor))
    allRows.push(...rows)
    cursor = nextCursor(meta.next_page_url)
    if (cursor && seenTokens.has(cursor.token))
      throw new Problem('not-json', { detail: 'Twilio sent the same page again.' })
    if (cursor) seenTokens.add(cursor.token)
  } while (cursor)
  return allRows
}
