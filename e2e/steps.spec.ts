import type { Page } from '@playwright/test'

import { defaultView, paths } from '#address/address.ts'
import { engagementsPageSchema } from '#contract/engagement.ts'
import { type EngagementSid, parseSid } from '#contract/sid.ts'
import { flowSids } from '#emulator/flows.ts'

import { panelOf } from './list.ts'
import { expect, expectAccessible, test } from './test.ts'

/** An ended run that was asked for its order number and said it. */
async function answered(page: Page): Promise<EngagementSid> {
  const answer = await page.request.get(`/api/v1/Flows/${flowSids.orderStatus}/Engagements?PageSize=200`)
  const { engagements } = engagementsPageSchema.parse(await answer.json())
  const run = engagements.find(
    ({ status, context }) =>
      status === 'ended' && /"ask_order_number":\{"inbound"/.test(JSON.stringify(context)),
  )
  const sid = parseSid('FN', run?.sid)
  if (sid === null) throw new Error('None of the newest 200 runs was asked for its order number.')
  return sid
}

async function openSteps(page: Page) {
  const sid = await answered(page)
  await page.goto(paths.engagement(flowSids.orderStatus, sid, { ...defaultView, tab: 'steps' }))
  const { region } = panelOf(page)
  const steps = region.getByRole('list', { name: 'Steps' })
  await steps.getByRole('listitem').first().waitFor()
  return {
    steps,
    step: region.getByRole('region', { name: 'Step' }),
    changes: region.getByRole('tree', { name: 'What changed' }),
    slider: region.getByRole('slider', { name: 'Step' }),
    context: region.getByRole('tree', { name: 'Context then' }),
  }
}

test('a step shows what it changed, and a link to it opens exactly that', async ({ page, colleague }) => {
  const { steps, changes } = await openSteps(page)
  await steps
    .getByRole('listitem')
    .filter({ hasText: 'send-and-wait-for-reply' })
    .first()
    .getByRole('button')
    .click()
  await expect(changes.getByRole('treeitem', { name: /^added ask_order_number, 2 items/ })).toBeVisible()
  await expect(changes.getByRole('treeitem', { name: /^added trigger/ })).toHaveCount(0)
  await expectAccessible(page)
  await expect(page).toHaveURL(/step=FT/)
  await colleague.goto(page.url())
  await expect(colleague.getByRole('treeitem', { name: /^added ask_order_number, 2 items/ })).toBeVisible()
})

test('by keyboard: from step to step, what changed, and which step set what', async ({ page }) => {
  const { steps, slider, changes, context, step } = await openSteps(page)
  await steps.getByRole('button').first().focus()
  await page.keyboard.press('Enter')
  await expect(changes.getByRole('treeitem', { name: /^added trigger/ })).toBeVisible()
  await page.keyboard.press('ArrowDown')
  await expect(changes.getByRole('treeitem', { name: /^added language: / })).toBeVisible()
  await slider.focus()
  await page.keyboard.press('End')
  const count = await steps.getByRole('listitem').count()
  await expect(step.getByText(`${count} of ${count}`, { exact: true })).toBeVisible()

  await step.getByRole('button', { name: 'Context then' }).press('Enter')
  const language = context.getByRole('treeitem', { name: /^language: / })
  await context.press('Home')
  await context.getByRole('treeitem', { name: /^variables, / }).dblclick()
  await expect(language).toHaveAccessibleDescription('step 2, set_language')
  await expectAccessible(page)
})

test('a link to a step that is not there says so, with the steps', async ({ page }) => {
  const sid = await answered(page)
  const step = parseSid('FT', `FT${'0'.repeat(32)}`)
  await page.goto(paths.engagement(flowSids.orderStatus, sid, { ...defaultView, tab: 'steps', step }))
  const { region } = panelOf(page)
  await expect(region.getByText('The step the link points at')).toBeVisible()
  await expect(region.getByRole('list', { name: 'Steps' }).getByRole('listitem').first()).toBeVisible()
})
