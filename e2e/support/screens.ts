import type { Page } from '@playwright/test'

import { defaultUrlState, paths } from '#urls/urls.ts'
import { tabs } from '#urls/tabs.ts'
import { engagementsPageSchema } from '#contract/resources.ts'
import { type EngagementSid, parseSid } from '#contract/sid.ts'
import { faultSids } from '#emulator/faults/sids.ts'
import { flowSids } from '#emulator/flows.ts'

/** A screen to capture: its path, and an optional preparation. */
export interface ScreenshotTarget {
  name: string
  path: string
  prepare?: (page: Page) => Promise<void>
}

/** The README's screenshot: the list with a run open beside it. */
export function readmeScreenshot(endedSid: EngagementSid): ScreenshotTarget {
  return {
    name: 'screenshot',
    path: paths.engagement(flowSids.orderStatus, endedSid),
    prepare: waitUntilLoaded,
  }
}

/**
 * Every screen.
 * @param endedSid an ended run of the order status flow
 */
export function allScreenshotTargets(endedSid: EngagementSid): ScreenshotTarget[] {
  return [
    { name: 'flows', path: paths.flows() },
    { name: 'engagements', path: paths.engagements(flowSids.orderStatus), prepare: waitUntilLoaded },
    { name: 'engagements-reading', path: paths.engagements(flowSids.parcels) },
    { name: 'engagements-export', path: paths.engagements(flowSids.orderStatus), prepare: openExport },
    { name: 'engagements-none', path: paths.engagements(flowSids.empty) },
    ...tabs.map((tab) => ({
      name: `panel-${tab}`,
      path: paths.engagement(flowSids.orderStatus, endedSid, { ...defaultUrlState, tab }),
    })),
    { name: 'panel-text', path: paths.engagement(flowSids.orderStatus, endedSid), prepare: openRawView },
    {
      name: 'panel-masked',
      path: paths.engagement(flowSids.orderStatus, endedSid),
      prepare: maskPersonalData,
    },
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

/** The SID of an ended run of the order status flow: its panel does not change. */
export async function fetchEndedEngagementSid(origin: string): Promise<EngagementSid> {
  const response = await fetch(`${origin}/api/v1/Flows/${flowSids.orderStatus}/Engagements?PageSize=50`)
  const { engagements } = engagementsPageSchema.parse(await response.json())
  const sid = parseSid('FN', engagements.find(({ status }) => status === 'ended')?.sid)
  if (sid === null) throw new Error('None of the newest 50 engagements of the order status flow has ended.')
  return sid
}

async function waitUntilLoaded(page: Page): Promise<void> {
  await page.getByRole('grid', { name: 'Engagements' }).waitFor()
  await page
    .getByRole('progressbar', { name: 'Reading engagements' })
    .waitFor({ state: 'detached', timeout: 60_000 })
}

async function openExport(page: Page): Promise<void> {
  await waitUntilLoaded(page)
  await page.getByRole('button', { name: 'Export', exact: true }).click()
}

async function openRawView(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Raw' }).click()
  await page.getByRole('searchbox', { name: 'Search context' }).fill('order')
}

async function maskPersonalData(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Mask personal data' }).click()
}
