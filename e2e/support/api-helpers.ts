import { expect, type Page } from '@playwright/test'

import { defaultUrlState } from '#urls/urls.ts'
import type { Tab } from '#urls/tabs.ts'
import { flowSids } from '#emulator/flows.ts'
import { maxPageSize } from '#contract/page.ts'
import { type Engagement, engagementsPageSchema } from '#contract/resources.ts'
import { type EngagementSid, type FlowSid, parseSid } from '#contract/sid.ts'

import { getPanel, testedPaths } from './page-objects.ts'

/**
 * The text of the API's response at a path. Waits while the server answers 429: all journeys share one server, and a
 * rate-limited flow of another journey opens the breaker for everyone.
 */
export async function fetchApi(page: Page, path: string): Promise<string> {
  let text = ''
  await expect(async () => {
    const response = await page.request.get(path)
    expect(response.status()).not.toBe(429)
    text = await response.text()
  }).toPass()
  return text
}

/**
 * A list that is opened next has every run that has not changed for this long, in milliseconds: the server may send a
 * response again for 10 s, here one that another journey asked for.
 */
const settledMs = 30_000

/** The newest runs of a flow, at most `count`, as list rows: without those that a list opened next may not have yet. */
export async function fetchNewestRuns(page: Page, flowSid: FlowSid, count: number): Promise<Engagement[]> {
  const size = Math.min(count + 50, maxPageSize)
  const text = await fetchApi(page, `/api/v1/Flows/${flowSid}/Engagements?PageSize=${size}`)
  const { engagements } = engagementsPageSchema.parse(JSON.parse(text))
  return engagements.filter((run) => !isRecent(run)).slice(0, count)
}

function isRecent({ date_created: created, date_updated: updated }: Engagement): boolean {
  return Date.now() - Date.parse(updated ?? created ?? '') < settledMs
}

/** The SID of a flow's newest run. */
export async function fetchNewestRunSid(page: Page, flowSid: FlowSid): Promise<EngagementSid> {
  const [newest] = await fetchNewestRuns(page, flowSid, 1)
  const sid = parseSid('FN', newest?.sid)
  if (sid === null) throw new Error(`The flow ${flowSid} has no runs.`)
  return sid
}

/** The newest ended run of the newest 300 whose `/Context` matches, and that response's text. */
export async function findEndedRun(
  page: Page,
  flowSid: FlowSid,
  contextPattern: RegExp,
): Promise<{ sid: EngagementSid; text: string }> {
  for (const { sid: text, status, context } of await fetchNewestRuns(page, flowSid, 300)) {
    const sid = parseSid('FN', text)
    const isEmpty = JSON.stringify(context) === '{}'
    if (sid === null || status !== 'ended' || !(isEmpty || contextPattern.test(JSON.stringify(context))))
      continue
    // Fetched even when the list has the context: parsing the list lost digits of large numbers. One at a time, until one matches.
    const contextText = await fetchApi(page, `/api/v1/Flows/${flowSid}/Engagements/${sid}/Context`)
    if (contextPattern.test(contextText)) return { sid, text: contextText }
  }
  throw new Error(`None of the newest 300 runs matches ${contextPattern}.`)
}

/** Finds an ended run, as `findEndedRun`, and opens a tab of it. */
export async function openEndedRun(page: Page, flowSid: FlowSid, contextPattern: RegExp, tab: Tab) {
  const run = await findEndedRun(page, flowSid, contextPattern)
  await page.goto(testedPaths.engagement(flowSid, run.sid, { ...defaultUrlState, tab }))
  return { ...run, region: getPanel(page).region }
}

/** The newest ended runs of a flow whose contexts match, `count` of them. */
export async function findEndedRunSids(
  page: Page,
  flowSid: FlowSid,
  contextPattern: RegExp,
  count: number,
): Promise<EngagementSid[]> {
  const runs = (await fetchNewestRuns(page, flowSid, 300))
    .filter(({ status, context }) => status === 'ended' && contextPattern.test(JSON.stringify(context)))
    .flatMap(({ sid }) => parseSid('FN', sid) ?? [])
  if (runs.length < count)
    throw new Error(`Only ${runs.length} of the newest 300 runs match ${contextPattern}.`)
  return runs.slice(0, count)
}

export async function findEndedRunSid(
  page: Page,
  flowSid: FlowSid,
  contextPattern: RegExp,
): Promise<EngagementSid> {
  const [sid] = await findEndedRunSids(page, flowSid, contextPattern, 1)
  if (sid === undefined) throw new Error('findEndedRunSids returned no run.')
  return sid
}

/** A text in the context of one of the newest 100 runs of “Order status”: the pattern's group. */
export async function findContextText(page: Page, pattern: RegExp): Promise<string> {
  const contexts = (await fetchNewestRuns(page, flowSids.orderStatus, 100)).map(({ context }) => context)
  const text = pattern.exec(JSON.stringify(contexts).replaceAll('\\"', '"'))?.[1]
  if (text === undefined) throw new Error(`None of the newest 100 contexts contains ${pattern}.`)
  return text
}

/** An order number from the context of one of the newest runs. */
export const findOrderNumber = (page: Page): Promise<string> =>
  findContextText(page, /"order_number":"(\d{8,})"/)
