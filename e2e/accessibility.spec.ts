import { defaultView, paths } from '#address/address.ts'
import { faultSids } from '#emulator/faults.ts'
import { flowSids } from '#emulator/flows.ts'

import { listOf, panelOf } from './list.ts'
import { endedRuns } from './runs.ts'
import { expect, expectAccessible, expectAccessibleInBoth, test } from './test.ts'

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [1280, 390]) {
    test.describe(`axe finds nothing, ${colorScheme}, ${width} px`, () => {
      test.use({ colorScheme, viewport: { width, height: 720 } })

      test('flows', async ({ page }) => {
        await page.goto('/')
        await page.getByRole('link', { name: 'Order status (SMS)' }).waitFor()
        await expectAccessible(page)
        await page.getByRole('button', { name: 'Open', exact: true }).click()
        await page.getByRole('alert').waitFor()
        await expectAccessible(page)
      })

      test('engagements and the panel', async ({ page }) => {
        const list = listOf(page)
        await list.open(flowSids.mainMenu)
        await list.readToTheEnd()
        await expectAccessible(page)
        await list.rows.first().getByRole('link').click()
        const panel = panelOf(page)
        await panel.tree.getByRole('treeitem').first().waitFor()
        await expectAccessible(page)
        await panel.tab('Steps').click()
        await panel.region.getByRole('list', { name: 'Steps' }).waitFor()
        await expectAccessible(page)
        await panel.tab('Details').click()
        await panel.region.getByRole('button', { name: 'Copy sid' }).waitFor()
        await expectAccessible(page)
      })

      test('the search box and the filters', async ({ page }) => {
        const list = listOf(page)
        await list.open(flowSids.webChat)
        await list.readToTheEnd()
        const box = page.getByRole('searchbox', { name: 'Search engagements' })
        await box.focus()
        await page.getByText('A phone number, however it is written').waitFor()
        await expectAccessible(page)
        await box.fill('order channel:fax FN00000000000000000000000000000001')
        await page.getByRole('button', { name: /^Load / }).waitFor()
        await page.getByText('There is no channel “fax”').waitFor()
        await expectAccessible(page)
        await page.getByRole('button', { name: 'Channel', exact: true }).click()
        await page.getByRole('menu').waitFor()
        await expectAccessible(page)
        await page.keyboard.press('Escape')
        await page.getByRole('button', { name: 'Duration', exact: true }).click()
        await page.getByRole('dialog', { name: 'Duration' }).getByRole('textbox').first().waitFor()
        await expectAccessible(page)
      })

      test('where something is missing', async ({ page, expectConsole }) => {
        expectConsole(/Failed to load resource/)
        await page.goto('/flows/FW1/engagements')
        await page.getByRole('alert').waitFor()
        await expectAccessible(page)
        await page.goto(`/flows/${flowSids.empty}/engagements`)
        await page.getByText('No engagements', { exact: true }).waitFor()
        await expectAccessible(page)
        await page.goto(`/flows/${flowSids.survey}/engagements/FN${'0'.repeat(32)}`)
        await page.getByRole('alert').waitFor()
        await expectAccessible(page)
        await page.goto(`/flows/${faultSids.forbidden}/engagements`)
        await page.getByRole('alert').first().waitFor()
        await expectAccessible(page)
        await page.goto(`/flows/${faultSids.serverError}/engagements`)
        await page.getByRole('alert').waitFor()
        await expectAccessible(page)
        await page.goto('/nowhere')
        await page.getByText('There is no such page').waitFor()
        await expectAccessible(page)
      })

      test('nothing is wider than the screen', async ({ page }) => {
        for (const path of ['/', `/flows/${flowSids.mainMenu}/engagements`]) {
          await page.goto(path)
          await page.getByRole('row').nth(1).waitFor()
          const wider = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
          expect(wider, path).toBe(false)
        }
      })
    })
  }
}

for (const width of [1280, 390]) {
  test(`axe finds nothing in any view of a run, ${width} px, light and dark`, async ({ page }) => {
    test.slow()
    await page.setViewportSize({ width, height: width === 390 ? 844 : 720 })
    const flow = flowSids.orderStatus
    const [sid, other] = await endedRuns(page, flow, /"ask_order_number":\{"inbound".*"body":"\{/, 2)
    if (!sid || !other) throw new Error('There are two of them.')
    const { region, tree, tab, item } = panelOf(page)
    const check = () => expectAccessibleInBoth(page, `section[aria-label="Engagement ${sid}"]`)

    await page.goto(
      paths.engagement(flow, sid, { ...defaultView, path: ['widgets', 'lookup_order', 'body'] }),
    )
    await region.getByRole('group', { name: 'Whole value' }).waitFor()
    await check()
    await tree.press('ArrowRight')
    await item(/^carrier: /).waitFor()
    await region.getByRole('searchbox', { name: 'Search context' }).fill('order')
    await region
      .getByText(/^\d+ of \d+$/)
      .first()
      .waitFor()
    await check()
    await region.getByRole('button', { name: 'Raw' }).click()
    await region.getByRole('group', { name: 'Context as text' }).waitFor()
    await check()
    await region.getByRole('button', { name: 'Raw' }).click()

    await tab('Steps').click()
    await region.getByRole('list', { name: 'Steps' }).getByRole('button').nth(3).click()
    await region
      .getByRole('treeitem', { name: /^added / })
      .first()
      .waitFor()
    await check()
    await region.getByRole('button', { name: 'Context then' }).click()
    await expect(region.getByRole('treeitem', { name: /^flow, / })).toHaveAccessibleDescription(/^step 2/)
    await check()

    await tab('Story').click()
    await region.getByRole('list', { name: 'What happened' }).waitFor()
    await check()
    await tab('Conversation').click()
    await region.getByRole('list', { name: 'Messages' }).waitFor()
    await check()
    await tab('Contact').click()
    await region.getByRole('list', { name: 'Runs of this contact' }).getByRole('listitem').first().waitFor()
    await check()

    await page.goto(paths.engagement(flow, sid, { ...defaultView, compare: other }))
    await region.getByRole('treeitem', { name: /^changed sid: / }).click()
    await region.getByRole('group', { name: 'Whole values' }).waitFor()
    await check()
    await region.getByRole('button', { name: 'Only differences' }).click()
    await region.getByRole('button', { name: 'Steps' }).click()
    await region.getByRole('table', { name: 'Steps of both' }).waitFor()
    await check()
  })
}
