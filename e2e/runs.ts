import type { Page } from '@playwright/test'

import { defaultView, paths } from '#address/address.ts'
import type { Tab } from '#address/tabs.ts'
import { engagementsPageSchema } from '#contract/engagement.ts'
import { type EngagementSid, type FlowSid, parseSid } from '#contract/sid.ts'

import { panelOf } from './list.ts'

/** The newest ended run of the newest 300 whose `/Context` says something like it, and that answer's text. */
export async function findRun(
  page: Page,
  flowSid: FlowSid,
  like: RegExp,
): Promise<{ sid: EngagementSid; text: string }> {
  const list = `/api/v1/Flows/${flowSid}/Engagements`
  const answer = await page.request.get(`${list}?PageSize=300`)
  const { engagements } = engagementsPageSchema.parse(await answer.json())
  for (const { sid: text, status, context } of engagements) {
    const sid = parseSid('FN', text)
    const isEmpty = JSON.stringify(context) === '{}'
    if (sid === null || status !== 'ended' || !(isEmpty || like.test(JSON.stringify(context)))) continue
    // Asked for even where the list has it: there a number keeps its digits. One after the other, until one is found.
    // oxlint-disable-next-line no-await-in-loop
    const asked = await (await page.request.get(`${list}/${sid}/Context`)).text()
    if (like.test(asked)) return { sid, text: asked }
  }
  throw new Error(`None of the newest 300 runs is like ${like}.`)
}

/** Opens a tab of it. */
export async function openRun(page: Page, flowSid: FlowSid, like: RegExp, tab: Tab) {
  const run = await findRun(page, flowSid, like)
  await page.goto(paths.engagement(flowSid, run.sid, { ...defaultView, tab }))
  return { ...run, region: panelOf(page).region }
}

/** The newest ended runs of a flow whose contexts say something like it, as many as are asked for. */
export async function endedRuns(
  page: Page,
  flowSid: FlowSid,
  like: RegExp,
  count: number,
): Promise<EngagementSid[]> {
  const answer = await page.request.get(`/api/v1/Flows/${flowSid}/Engagements?PageSize=300`)
  const { engagements } = engagementsPageSchema.parse(await answer.json())
  const runs = engagements
    .filter(({ status, context }) => status === 'ended' && like.test(JSON.stringify(context)))
    .flatMap(({ sid }) => parseSid('FN', sid) ?? [])
  if (runs.length < count) throw new Error(`Of the newest 300 runs only ${runs.length} are like ${like}.`)
  return runs.slice(0, count)
}

export async function endedRun(page: Page, flowSid: FlowSid, like: RegExp): Promise<EngagementSid> {
  const [sid] = await endedRuns(page, flowSid, like, 1)
  if (sid === undefined) throw new Error('None was asked for.')
  return sid
}
