import type { Locator } from '@playwright/test'

import { defaultUrlState } from '#urls/urls.ts'
import { faultSids } from '#emulator/faults/sids.ts'
import { flowSids } from '#emulator/flows.ts'

import { getListPage, getPanel, openFilters, testedPaths } from '../support/page-objects.ts'
import { findEndedRunSids } from '../support/api-helpers.ts'
import { expect, expectAccessibleInBoth, expectHighContrast, test } from '../support/test.ts'

for (const width of [1280, 390]) {
  test.describe(`axe finds no violation, ${width} px, light and dark`, () => {
    test.use({ viewport: { width, height: 720 } })

    test('flows', async ({ page }) => {
      await page.goto('/')
      await page.getByRole('link', { name: 'Order status (SMS)' }).waitFor()
      await expectAccessibleInBoth(page)
      await page.getByRole('button', { name: 'Open', exact: true }).click()
      await page.getByRole('alert').waitFor()
      await expectAccessibleInBoth(page)
    })

    test('engagements and the panel', async ({ page }) => {
      const list = getListPage(page)
      await list.open(flowSids.mainMenu)
      await list.waitUntilLoaded()
      await expectAccessibleInBoth(page)
      await list.rows.first().getByRole('link').click()
      const panel = getPanel(page)
      await panel.tree.getByRole('treeitem').first().waitFor()
      await expectAccessibleInBoth(page)
      await panel.tab('Steps').click()
      await panel.region.getByRole('list', { name: 'Steps' }).waitFor()
      await expectAccessibleInBoth(page)
      await panel.tab('Details').click()
      await panel.region.getByRole('button', { name: 'Copy sid' }).waitFor()
      await expectAccessibleInBoth(page)
    })

    test('the search box and the filters', async ({ page }) => {
      const list = getListPage(page)
      await list.open(flowSids.webChat)
      await list.waitUntilLoaded()
      const box = page.getByRole('searchbox', { name: 'Search engagements' })
      await box.focus()
      await page.getByText('A phone number, in any format').waitFor()
      await expectAccessibleInBoth(page)
      await box.fill('FN00000000000000000000000000000001')
      await page.getByRole('link', { name: /Look it up/ }).waitFor()
      await expectAccessibleInBoth(page)
      await box.fill('order channel:fax')
      await page.getByRole('button', { name: /^Load / }).waitFor()
      await page.getByText('There is no channel “fax”').waitFor()
      await expectAccessibleInBoth(page)
      await openFilters(page)
      await page.getByRole('button', { name: 'Channel', exact: true }).click()
      await page.getByRole('menu').waitFor()
      await expectAccessibleInBoth(page)
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: 'Duration', exact: true }).click()
      await page.getByRole('dialog', { name: 'Duration' }).getByRole('textbox').first().waitFor()
      await expectAccessibleInBoth(page)
    })

    test('error and empty states', async ({ page, allowConsole }) => {
      allowConsole(/Failed to load resource/)
      await page.goto('/flows/FW1/engagements')
      await page.getByRole('alert').waitFor()
      await expectAccessibleInBoth(page)
      await page.goto(testedPaths.engagements(flowSids.empty))
      await page.getByText('No engagements', { exact: true }).waitFor()
      await expectAccessibleInBoth(page)
      await page.goto(`${testedPaths.engagements(flowSids.survey)}/FN${'0'.repeat(32)}`)
      await page.getByRole('alert').waitFor()
      await expectAccessibleInBoth(page)
      await page.goto(testedPaths.engagements(faultSids.forbidden))
      await page.getByRole('alert').first().waitFor()
      await expectAccessibleInBoth(page)
      await page.goto(testedPaths.engagements(faultSids.serverError))
      await page.getByRole('alert').waitFor()
      await expectAccessibleInBoth(page)
      await page.goto('/nowhere')
      await page.getByRole('heading', { name: 'Page not found' }).waitFor()
      await expectAccessibleInBoth(page)
    })

    test('no page is wider than the screen', async ({ page }) => {
      // The narrowest window that WCAG asks for.
      if (width === 390) await page.setViewportSize({ width: 320, height: 720 })
      const row = page.getByRole('row').nth(1)
      const list = testedPaths.engagements(flowSids.mainMenu)
      const screens: [path: string, content: Locator][] = [
        ['/', row],
        ['/#q=refund', page.getByText(/^Searched \d+ of \d+ flows/)],
        [list, row],
        [
          `${testedPaths.engagements(flowSids.orderStatus)}?outcome=failed`,
          page.getByRole('button', { name: /^Load outcomes of/ }).first(),
        ],
      ]
      for (const [path, content] of screens) {
        // The search alone would not load the page again.
        await page.goto('about:blank')
        await page.goto(path)
        await content.waitFor()
        const wider = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
        expect(wider, path).toBe(false)
        if (content !== row) await expect(content, path).toBeInViewport({ ratio: 1 })
      }
    })
  })
}

for (const width of [1280, 390]) {
  test(`axe finds no violation in any view of a run, ${width} px, light and dark`, async ({ page }) => {
    test.slow()
    await page.setViewportSize({ width, height: width === 390 ? 844 : 720 })
    const flow = flowSids.orderStatus
    const [sid, other] = await findEndedRunSids(page, flow, /"ask_order_number":\{"inbound".*"body":"\{/, 2)
    if (!sid || !other) throw new Error('The flow has fewer than two runs.')
    const { region, tree, tab, item } = getPanel(page)
    const check = () => expectAccessibleInBoth(page, `section[aria-label="Engagement ${sid}"]`)

    await page.goto(
      testedPaths.engagement(flow, sid, { ...defaultUrlState, path: ['widgets', 'lookup_order', 'body'] }),
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
    await region.getByRole('button', { name: 'Context at this step' }).click()
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

    await page.goto(testedPaths.engagement(flow, sid, { ...defaultUrlState, compare: other }))
    await region.getByRole('button', { name: /always differ/ }).click()
    await region.getByRole('treeitem', { name: /^changed sid: / }).click()
    await region.getByRole('group', { name: 'Whole values' }).waitFor()
    await check()
    await region.getByRole('button', { name: 'Only differences' }).click()
    await region.getByRole('button', { name: 'Steps' }).click()
    await region.getByRole('table', { name: 'Steps of both' }).waitFor()
    await check()
  })
}

const background = (of: Locator) => of.evaluate((it) => getComputedStyle(it).backgroundColor)

test('forced colours: only the focused control has an outline, and the selected tab and row differ', async ({
  page,
}) => {
  await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' })
  const list = getListPage(page)
  await list.open(flowSids.mainMenu)
  await list.rows.nth(1).getByRole('link').click()
  const { tab } = getPanel(page)
  await expect(tab('Context')).toHaveAttribute('aria-selected', 'true')
  expect(await background(tab('Context'))).not.toBe(await background(tab('Steps')))
  expect(await background(list.rows.nth(1))).not.toBe(await background(list.rows.nth(2)))
  await tab('Context').focus()
  await page.keyboard.press('ArrowRight')
  await expect(tab('Steps')).toBeFocused()
  await expect(tab('Steps')).toHaveCSS('outline-style', 'solid')
  await expect(tab('Context')).toHaveCSS('outline-style', 'none')
})

test('more contrast: all text has 7:1, and a row has a visible edge', async ({ page }) => {
  const list = getListPage(page)
  await list.open(flowSids.mainMenu)
  await list.waitUntilLoaded()
  const edge = () => list.grid.evaluate((it) => getComputedStyle(it).getPropertyValue('--color-line'))
  const before = await edge()
  await expectHighContrast(page)
  expect(await edge()).not.toBe(before)
  await list.rows.nth(1).getByRole('link').click()
  await getPanel(page).tree.getByRole('treeitem').first().waitFor()
  await expectHighContrast(page)
  await getPanel(page).tab('Story').click()
  await getPanel(page).region.getByRole('list', { name: 'What happened' }).waitFor()
  await expectHighContrast(page)
  await page.goto('/')
  await page.getByRole('link', { name: 'Order status (SMS)' }).waitFor()
  await expectHighContrast(page)
})
