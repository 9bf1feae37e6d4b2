import type { Page } from '@playwright/test'

import { defaultView, paths } from '#address/address.ts'
import { type FlowSid, parseSid } from '#contract/sid.ts'
import { flowSids } from '#emulator/flows.ts'

import { panelOf } from './list.ts'
import { findRun, openRun } from './runs.ts'
import { expect, expectAccessible, test } from './test.ts'

/** An ended run that was asked for its order number and said it. */
const answered = /"ask_order_number":\{"inbound"/

async function openSteps(page: Page, flowSid: FlowSid = flowSids.orderStatus, like: RegExp = answered) {
  const { region } = await openRun(page, flowSid, like, 'steps')
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

test('what stands in JSON in a string says which step set the string', async ({ page }) => {
  const { steps, slider, step, context } = await openSteps(page, flowSids.orderStatus, /"body":"\{/)
  await steps.getByRole('button').first().click()
  await slider.press('End')
  await step.getByRole('button', { name: 'Context then' }).click()
  const item = (name: RegExp) => context.getByRole('treeitem', { name })
  await step.getByRole('searchbox', { name: 'Search context then' }).fill('carrier')
  await expect(item(/^carrier: /)).toHaveAccessibleDescription(/^step \d+, lookup_order$/)
})

test('the steps of a subflow stand further in, and change what the subflow knows', async ({ page }) => {
  const { steps, changes, step, context } = await openSteps(
    page,
    flowSids.collections,
    /"take_payment":\{"paid"/,
  )
  const inside = steps.getByRole('listitem', { level: 2 })
  const first = inside.filter({ hasText: 'capture_card' }).first()
  await expect(first).toContainText('in take_payment:')
  await expectAccessible(page)

  await first.getByRole('button').click()
  await expect(step.getByText('What the subflow began with')).toBeVisible()
  await expect(changes.getByRole('treeitem', { name: /^added variables, 0 items/ })).toBeVisible()

  const ran = steps.getByRole('listitem', { level: 1 }).filter({ hasText: 'take_payment' }).last()
  await ran.getByRole('button').click()
  await expect(step.getByText(/^Since step \d+, the one before in this flow$/)).toBeVisible()
  await expect(changes.getByRole('treeitem', { name: /^added take_payment, 2 items/ })).toBeVisible()
  await expect(changes.getByRole('treeitem', { name: /^removed / })).toHaveCount(0)

  // What the flow knew before the subflow was set before it.
  await step.getByRole('button', { name: 'Context then' }).click()
  await context.press('Home')
  await context.getByRole('treeitem', { name: /^variables, / }).dblclick()
  await expect(context.getByRole('treeitem', { name: /^invoice: / })).toHaveAccessibleDescription(
    /step 2, remember_invoice$/,
  )
})

test('on a phone, too, a link shows the step it points at', async ({ page }) => {
  const { steps } = await openSteps(page, flowSids.collections, /"take_payment":\{"paid"/)
  await steps.getByRole('listitem').filter({ hasText: 'capture_card' }).first().getByRole('button').click()
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto('/')
  await page.goBack()
  await expect(steps.locator('[aria-current=step]')).toBeInViewport({ ratio: 1 })
})

test('a link to a step that is not there says so, with the steps', async ({ page }) => {
  const { sid } = await findRun(page, flowSids.orderStatus, answered)
  const step = parseSid('FT', `FT${'0'.repeat(32)}`)
  await page.goto(paths.engagement(flowSids.orderStatus, sid, { ...defaultView, tab: 'steps', step }))
  const { region } = panelOf(page)
  await expect(region.getByText('The step the link points at')).toBeVisible()
  await expect(region.getByRole('list', { name: 'Steps' }).getByRole('listitem').first()).toBeVisible()
})
