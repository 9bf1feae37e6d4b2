import type { Page } from '@playwright/test'

import { defaultUrlState } from '#urls/urls.ts'
import { type FlowSid, parseSid } from '#contract/sid.ts'
import { flowSids } from '#emulator/flows.ts'

import { getPanel, testedPaths } from '../support/page-objects.ts'
import { findEndedRun, openEndedRun } from '../support/api-helpers.ts'
import { expect, expectAccessible, test } from '../support/test.ts'

/** An ended run whose contact was asked for the order number and replied. */
const answeredPattern = /"ask_order_number":\{"inbound"/

async function openSteps(
  page: Page,
  flowSid: FlowSid = flowSids.orderStatus,
  contextPattern: RegExp = answeredPattern,
) {
  const { region } = await openEndedRun(page, flowSid, contextPattern, 'steps')
  const steps = region.getByRole('list', { name: 'Steps' })
  await steps.getByRole('listitem').first().waitFor()
  return {
    steps,
    step: region.getByRole('region', { name: 'Step' }),
    changes: region.getByRole('tree', { name: 'What changed' }),
    slider: region.getByRole('slider', { name: 'Step' }),
    context: region.getByRole('tree', { name: 'Context at this step' }),
  }
}

test('a step shows what it changed, and a link opens the same step @both-sources', async ({
  page,
  secondUser,
}) => {
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
  await secondUser.goto(page.url())
  await expect(secondUser.getByRole('treeitem', { name: /^added ask_order_number, 2 items/ })).toBeVisible()
})

test('keyboard: moves between steps, shows changes, and shows which step set a value', async ({ page }) => {
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

  await step.getByRole('button', { name: 'Context at this step' }).press('Enter')
  const language = context.getByRole('treeitem', { name: /^language: / })
  await context.press('Home')
  await context.getByRole('treeitem', { name: /^variables, / }).dblclick()
  await expect(language).toHaveAccessibleDescription('step 2, set_language')
  await expectAccessible(page)
})

test('a value in embedded JSON shows which step set the string', async ({ page }) => {
  const { steps, slider, step, context } = await openSteps(page, flowSids.orderStatus, /"body":"\{/)
  await steps.getByRole('button').first().click()
  await slider.press('End')
  await step.getByRole('button', { name: 'Context at this step' }).click()
  const item = (name: RegExp) => context.getByRole('treeitem', { name })
  await step.getByRole('searchbox', { name: 'Search context at this step' }).fill('carrier')
  await expect(item(/^carrier: /)).toHaveAccessibleDescription(/^step \d+, lookup_order$/)
})

test('the steps of a subflow are indented and change the subflow’s context', async ({ page }) => {
  const { steps, changes, step, context } = await openSteps(
    page,
    flowSids.collections,
    /"take_payment":\{"paid"/,
  )
  const subflowSteps = steps.getByRole('listitem', { level: 2 })
  const first = subflowSteps.filter({ hasText: 'capture_card' }).first()
  await expect(first).toContainText('in take_payment:')
  await expectAccessible(page)

  await first.getByRole('button').click()
  await expect(step.getByText('What the subflow started with')).toBeVisible()
  await expect(changes.getByRole('treeitem', { name: /^added variables, 0 items/ })).toBeVisible()

  const runSubflowStep = steps.getByRole('listitem', { level: 1 }).filter({ hasText: 'take_payment' }).last()
  await runSubflowStep.getByRole('button').click()
  await expect(step.getByText(/^Since step \d+, the previous one in this flow$/)).toBeVisible()
  await expect(changes.getByRole('treeitem', { name: /^added take_payment, 2 items/ })).toBeVisible()
  await expect(changes.getByRole('treeitem', { name: /^removed / })).toHaveCount(0)

  // Values from before the subflow were set by earlier steps.
  await step.getByRole('button', { name: 'Context at this step' }).click()
  await context.press('Home')
  await context.getByRole('treeitem', { name: /^variables, / }).dblclick()
  await expect(context.getByRole('treeitem', { name: /^invoice: / })).toHaveAccessibleDescription(
    /step 2, remember_invoice$/,
  )
})

test('on a phone a link shows its step', async ({ page }) => {
  const { steps } = await openSteps(page, flowSids.collections, /"take_payment":\{"paid"/)
  await steps.getByRole('listitem').filter({ hasText: 'capture_card' }).first().getByRole('button').click()
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto('/')
  await page.goBack()
  await expect(steps.locator('[aria-current=step]')).toBeInViewport({ ratio: 1 })
})

test('a link to a missing step shows an error and the steps', async ({ page }) => {
  const { sid } = await findEndedRun(page, flowSids.orderStatus, answeredPattern)
  const step = parseSid('FT', `FT${'0'.repeat(32)}`)
  await page.goto(
    testedPaths.engagement(flowSids.orderStatus, sid, { ...defaultUrlState, tab: 'steps', step }),
  )
  const { region } = getPanel(page)
  await expect(region.getByText('The step in the link')).toBeVisible()
  await expect(region.getByRole('list', { name: 'Steps' }).getByRole('listitem').first()).toBeVisible()
})
