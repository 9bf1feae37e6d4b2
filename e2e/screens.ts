import type { Page } from '@playwright/test'

import { defaultView, paths } from '#address/address.ts'
import { tabs } from '#address/tabs.ts'
import { engagementsPageSchema } from '#contract/engagement.ts'
import { type EngagementSid, parseSid } from '#contract/sid.ts'
import { faultSids } from '#emulator/faults.ts'
import { flowSids } from '#emulator/flows.ts'

/** A screen to look at: where it is, and what to do there first. */
export interface Screen {
  name: string
  path: string
  prepare?: (page: Page) => Promise<void>
}

/** The picture in the README: the list, with a run open beside it. */
export function heroScreen(ended: EngagementSid): Screen {
  return {
    name: 'screenshot',
    path: paths.engagement(flowSids.orderStatus, ended),
    prepare: allRead,
  }
}

/** Every screen there is. `ended` is a run of the order status flow. */
export function allScreens(ended: EngagementSid): Screen[] {
  return [
    { name: 'flows', path: paths.flows() },
    { name: 'engagements', path: paths.engagements(flowSids.orderStatus), prepare: allRead },
    { name: 'engagements-reading', path: paths.engagements(flowSids.parcels) },
    { name: 'engagements-export', path: paths.engagements(flowSids.orderStatus), prepare: openExport },
    { name: 'engagements-none', path: paths.engagements(flowSids.empty) },
    ...tabs.map((tab) => ({
      name: `panel-${tab}`,
      path: paths.engagement(flowSids.orderStatus, ended, { ...defaultView, tab }),
    })),
    { name: 'panel-text', path: paths.engagement(flowSids.orderStatus, ended), prepare: showText },
    { name: 'panel-masked', path: paths.engagement(flowSids.orderStatus, ended), prepare: mask },
    { name: 'unknown-engagement', path: paths.engagements(flowSids.orderStatus) + `/FN${'0'.repeat(32)}` },
    { name: 'unknown-flow', path: `/flows/FW${'0'.repeat(32)}/engagements` },
    { name: 'bad-sid', path: '/flows/FW123/engagements' },
    { name: 'no-such-page', path: '/nowhere' },
    ...Object.entries(faultSids).map(([name, sid]) => ({
      name: `fault-${name}`,
      path: paths.engagements(sid),
    })),
  ]
}

/** A run of the order status flow that has ended, so that its panel stays as it is. */
export async function endedEngagement(origin: string): Promise<EngagementSid> {
  const answer = await fetch(`${origin}/api/v1/Flows/${flowSids.orderStatus}/Engagements?PageSize=50`)
  const { engagements } = engagementsPageSchema.parse(await answer.json())
  const sid = parseSid('FN', engagements.find(({ status }) => status === 'ended')?.sid)
  if (sid === null) throw new Error('None of the newest 50 engagements of the order status flow has ended.')
  return sid
}

async function allRead(page: Page): Promise<void> {
  await page.getByRole('grid', { name: 'Engagements' }).waitFor()
  await page
    .getByRole('progressbar', { name: 'Reading engagements' })
    .waitFor({ state: 'detached', timeout: 60_000 })
}

async function openExport(page: Page): Promise<void> {
  await allRead(page)
  await page.getByRole('button', { name: 'Export', exact: true }).click()
}

async function showText(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Raw' }).click()
  await page.getByRole('searchbox', { name: 'Search context' }).fill('order')
}

async function mask(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Mask personal data' }).click()
}
