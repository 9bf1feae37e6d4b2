import type { Page } from '@playwright/test'

import { defaultView, paths } from '#address/address.ts'
import type { Tab } from '#address/tabs.ts'
import { type Engagement, engagementsPageSchema } from '#contract/engagement.ts'
import { type EngagementSid, type FlowSid, parseSid } from '#contract/sid.ts'

import { panelOf } from './list.ts'

/**
 * What the API says at a path, once it may: all journeys ask through one server, and another's flow that is slowed down
 * closes the gate for everybody.
 */
export async function askApi(page: Page, path: string): Promise<string> {
  for (;;) {
    // One after the other, until it is no longer refused.
    // oxlint-disable-next-line no-await-in-loop
    const answer = await page.request.get(path)
    if (answer.status() !== 429) return answer.text()
    const seconds = Number(answer.headers()['retry-after'] ?? 1)
    // oxlint-disable-next-line no-await-in-loop
    await page.waitForTimeout(seconds * 1000)
  }
}

/** The newest runs of a flow, as the list has them. */
export async function newestRuns(page: Page, flowSid: FlowSid, count: number): Promise<Engagement[]> {
  const text = await askApi(page, `/api/v1/Flows/${flowSid}/Engagements?PageSize=${count}`)
  return engagementsPageSchema.parse(JSON.parse(text)).engagements
}

/** The SID of the newest. */
export async function newestRun(page: Page, flowSid: FlowSid): Promise<EngagementSid> {
  const [newest] = await newestRuns(page, flowSid, 1)
  const sid = parseSid('FN', newest?.sid)
  if (sid === null) throw new Error(`The flow ${flowSid} has no runs.`)
  return sid
}

/** The newest ended run of the newest 300 whose `/Context` says something like it, and that answer's text. */
export async function findRun(
  page: Page,
  flowSid: FlowSid,
  like: RegExp,
): Promise<{ sid: EngagementSid; text: string }> {
  for (const { sid: text, status, context } of await newestRuns(page, flowSid, 300)) {
    const sid = parseSid('FN', text)
    const isEmpty = JSON.stringify(context) === '{}'
    if (sid === null || status !== 'ended' || !(isEmpty || like.test(JSON.stringify(context)))) continue
    // Asked for even where the list has it: there a number keeps its digits. One after the other, until one is found.
    // oxlint-disable-next-line no-await-in-loop
    const asked = await askApi(page, `/api/v1/Flows/${flowSid}/Engagements/${sid}/Context`)
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
  const runs = (await newestRuns(page, flowSid, 300))
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
