import { defaultUrlState, paths } from '#urls/urls.ts'
import { flowSids } from '#emulator/flows.ts'

import { fetchNewestRuns, findEndedRun } from '../support/api-helpers.ts'
import { getPanel } from '../support/page-objects.ts'
import { expect, test } from '../support/test.ts'

test('a run is printed: all tabs’ text on light pages, masked, without controls', async ({ page }) => {
  let prints = 0
  await page.exposeFunction('print', () => {
    prints++
  })
  const { sid, text } = await findEndedRun(page, flowSids.orderStatus, /"order_number":"\d{8,}"/)
  const order = /"order_number":"(\d{8,})"/.exec(text)?.[1] ?? 'none'
  const contact = (await fetchNewestRuns(page, flowSids.orderStatus, 300)).find(
    (run) => run.sid === sid,
  )?.contact_channel_address
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.goto(paths.engagement(flowSids.orderStatus, sid, { ...defaultUrlState, tab: 'story' }))
  const { region } = getPanel(page)
  await region.getByRole('list', { name: 'What happened' }).waitFor()
  await page.getByRole('button', { name: 'Mask personal data' }).click()

  await region.getByRole('button', { name: 'More actions' }).press('Enter')
  await page.getByRole('menuitem', { name: 'Print run' }).press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Print run' })
  await expect(dialog).toContainText('personal data masked')
  await expect.poll(() => prints).toBe(1)

  await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
  const printed = page.getByRole('article')
  for (const name of ['Story', 'Conversation', 'Steps', 'Details', 'Context'])
    await expect(printed.getByRole('heading', { name, exact: true })).toBeVisible()
  await expect(printed).toContainText(sid)
  await expect(printed.getByRole('table')).toContainText('lookup_order')
  await expect(printed.locator('pre')).toContainText(`"order_number": "${order}"`)
  await expect(printed).not.toContainText(contact?.slice(-6) ?? 'no contact')
  await expect(page.getByRole('button')).toHaveCount(0)
  // Black on white, though the theme is dark.
  const lightness = await printed.evaluate((it) => getComputedStyle(it).color.match(/[\d.]+/)?.[0])
  expect(Number(lightness)).toBeLessThan(0.3)
  const pdf = await page.pdf()
  expect(pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length).toBeGreaterThan(1)

  // The browser has printed, or the user has cancelled it.
  await page.emulateMedia({ media: 'screen' })
  await expect(dialog).toBeHidden()
  await expect(region).toBeVisible()
})
