import { buildPath } from '#contract/endpoints.ts'
import { nextCursor, type PageCursor } from '#contract/page.ts'
import { engagementsPageSchema } from '#contract/resources.ts'
import type { FlowSid } from '#contract/sid.ts'
import { formatDuration } from '#format/duration.ts'
import { parseBody } from '#twilio/parse-response.ts'

import { attempt, type Attempt } from './attempt.ts'
import { unknown, type Finding } from './finding.ts'
import type { ProbedPage } from './list-findings.ts'
import type { ProbeClient } from './probe-client.ts'

export const pageSize = 50
const maxPages = 3

export type ProbedList = {
  pages: ProbedPage[]
  /** Why a page could not be read. */
  problem: Finding | null
  /** The first token, and when it was sent with the first page. */
  token: { cursor: PageCursor; receivedAt: number } | null
  /** How a token was refused at its first use; null if none was. */
  refusal: Finding | null
}

async function readPage(client: ProbeClient, FW: FlowSid, cursor: PageCursor | null): Promise<ProbedPage> {
  const response = await client.get(buildPath('engagements', { FW }), {
    PageSize: String(pageSize),
    ...(cursor && { PageToken: cursor.token, ...(cursor.page !== null && { Page: cursor.page }) }),
  })
  const { engagements, meta } = parseBody(response.body, engagementsPageSchema)
  return { rows: engagements, meta, response }
}

/** The first three pages of the engagements. */
export async function readList(client: ProbeClient, FW: FlowSid, now: () => number): Promise<ProbedList> {
  const list: ProbedList = { pages: [], problem: null, token: null, refusal: null }
  let cursor: PageCursor | null = null
  do {
    const page: Attempt<ProbedPage> = await attempt(() => readPage(client, FW, cursor))
    if ('finding' in page) {
      list.problem = page.finding
      if (cursor && page.problem?.status === 400) list.refusal = page.finding
      break
    }
    list.pages.push(page.value)
    cursor = nextCursor(page.value.meta.next_page_url)
    if (cursor && !list.token) list.token = { cursor, receivedAt: now() }
  } while (cursor && list.pages.length < maxPages)
  return list
}

/** Uses the first token once more. How long a token lives beyond that is not known. */
export async function findTokenLife(
  client: ProbeClient,
  FW: FlowSid,
  { pages, token, refusal }: ProbedList,
  { now, wait }: { now: () => number; wait: () => Promise<void> },
): Promise<Finding> {
  if (refusal) return { answer: 'refused at its first use', detail: refusal.detail }
  const firstUse = pages[1]
  if (!token || !firstUse) return unknown('no token was used')
  await wait()
  const again = await attempt(() => readPage(client, FW, token.cursor))
  const age = formatDuration(now() - token.receivedAt)
  if ('finding' in again)
    return again.problem?.status === 400
      ? { answer: 'refused', detail: `${age} after it was sent: ${again.finding.detail}` }
      : again.finding
  return {
    answer: sids(again.value) === sids(firstUse) ? 'answers, the same rows' : 'answers, other rows',
    detail: `${age} after it was sent; a later use was not tried (--wait=SECONDS waits longer)`,
  }
}

function sids({ rows }: ProbedPage): string {
  return rows.map((row) => row.sid).join()
}
