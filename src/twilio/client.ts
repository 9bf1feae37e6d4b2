import { flowSchema, flowsPageSchema, type Flow } from '#contract/flow.ts'
import { maxPageSize, nextCursor, type PageCursor, type PageMeta } from '#contract/page.ts'
import { Problem } from '#contract/problem.ts'
import type { EngagementSid, FlowSid, StepSid } from '#contract/sid.ts'
import { stepsPageSchema, type Step } from '#contract/step.ts'
import type { Member } from '#json/members.ts'

import { createAsk, type AskOptions, type PageQuery } from './ask.ts'
import { readEngagement, type EngagementAnswer } from './engagement-answer.ts'
import { parseBody, problemOfText } from './parse.ts'

type Signal = AbortSignal | undefined

export type TwilioClient = ReturnType<typeof createClient>

type ClientOptions = AskOptions & {
  /** Splits an answer into its members, as `membersOf` does; a page has that of a large one done elsewhere. */
  split: (bytes: Uint8Array<ArrayBuffer>, leaveOut?: readonly string[]) => Promise<readonly Member[]>
}

/** Every read Flowdesk asks for. All of them reject with a `Problem`, or with the abort of the caller's signal. */
export function createClient({ split, ...options }: ClientOptions) {
  const ask = createAsk(options)

  async function membersIn(
    bytes: Uint8Array<ArrayBuffer>,
    leaveOut?: readonly string[],
  ): Promise<readonly Member[]> {
    try {
      return await split(bytes, leaveOut)
    } catch (thrown) {
      throw problemOfText(thrown)
    }
  }

  /** The text of an answer's `context`; `null` where it has none. */
  async function contextIn(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
    // Of members of one name the last counts, as for `JSON.parse`.
    return (await membersIn(bytes)).findLast(({ key }) => key === 'context')?.text ?? 'null'
  }

  return {
    /** All flows of the account. */
    flows: (signal: Signal): Promise<Flow[]> =>
      readList(async (query) => {
        const page = parseBody(await ask('flows', {}, { query, signal }), flowsPageSchema)
        return { rows: page.flows, meta: page.meta }
      }),

    flow: async (FW: FlowSid, signal: Signal): Promise<Flow> =>
      parseBody(await ask('flow', { FW }, { signal }), flowSchema),

    /**
     * One page of engagements, as its bytes: the engine reads them where they are.
     * @param size how many, at most 1,000; the pages that follow are asked for with the same
     */
    engagementsPage: (
      FW: FlowSid,
      cursor: PageCursor | null,
      signal: Signal,
      size = maxPageSize,
    ): Promise<Uint8Array<ArrayBuffer>> =>
      ask('engagements', { FW }, { query: pageQuery(cursor, size), signal }),

    /** One engagement as its bytes. */
    engagementBytes: (FW: FlowSid, FN: EngagementSid, signal: Signal): Promise<Uint8Array<ArrayBuffer>> =>
      ask('engagement', { FW, FN }, { signal }),

    /** One engagement but for its context, which is asked for by itself. */
    engagement: async (FW: FlowSid, FN: EngagementSid, signal: Signal): Promise<EngagementAnswer> => {
      const bytes = await ask('engagement', { FW, FN }, { signal })
      return readEngagement(await membersIn(bytes, ['context']))
    },

    /** What the flow knew, as the JSON text Twilio sent: digits, key order and escapes untouched. */
    context: async (FW: FlowSid, FN: EngagementSid, signal: Signal): Promise<string> =>
      contextIn(await ask('context', { FW, FN }, { signal })),

    /** What the flow knew after a step, as it was sent. */
    stepContext: async (FW: FlowSid, FN: EngagementSid, FT: StepSid, signal: Signal): Promise<string> =>
      contextIn(await ask('stepContext', { FW, FN, FT }, { signal })),

    /** All steps of a run, in the order Twilio lists them; in their contexts a number may come as a string of its digits. */
    steps: async (FW: FlowSid, FN: EngagementSid, signal: Signal): Promise<Step[]> => {
      const { quoteNumbers } = await import('#json/quote-numbers.ts')
      return readList(async (query) => {
        const page = parseBody(
          await ask('steps', { FW, FN }, { query, signal }),
          stepsPageSchema,
          quoteNumbers,
        )
        return { rows: page.steps, meta: page.meta }
      })
    },
  }
}

function pageQuery(cursor: PageCursor | null, size = maxPageSize): PageQuery {
  return {
    PageSize: String(size),
    ...(cursor && { PageToken: cursor.token, ...(cursor.page !== null && { Page: cursor.page }) }),
  }
}

/** All rows of a short list. A token that was seen before would be followed for ever (twilio-python#562). */
async function readList<T>(
  readPage: (query: PageQuery) => Promise<{ rows: T[]; meta: PageMeta }>,
): Promise<T[]> {
  const all: T[] = []
  const seen = new Set<string>()
  let cursor: PageCursor | null = null
  do {
    // Each page names the next one, so they cannot be asked at once.
    // oxlint-disable-next-line no-await-in-loop
    const { rows, meta }: { rows: T[]; meta: PageMeta } = await readPage(pageQuery(cursor))
    all.push(...rows)
    cursor = nextCursor(meta.next_page_url)
    if (cursor && seen.has(cursor.token))
      throw new Problem('not-json', { detail: 'The list goes round in circles.' })
    if (cursor) seen.add(cursor.token)
  } while (cursor)
  return all
}
