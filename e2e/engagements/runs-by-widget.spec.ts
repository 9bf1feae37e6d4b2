import { flowSids } from '#emulator/flows.ts'
import { faultSids } from '#emulator/faults/sids.ts'
import { hourMs } from '#format/time/time-units.ts'

import { getListPage, getSearchBox } from '../support/page-objects.ts'
import { expect, expectAccessibleInBoth, test } from '../support/test.ts'

test('the flow shows how many runs passed each widget, and a widget filters the list', async ({ page }) => {
  const list = getListPage(page)
  await list.open(flowSids.mainMenu)
  await list.waitUntilLoaded()
  const opener = page.getByRole('button', { name: 'Flow', exact: true })
  await opener.focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Runs by widget' })
  await expect(dialog).toContainText(/Counted ([\d,]+) of \1 runs read(?! ·)/)
  await expect(dialog).toContainText('Contexts don’t say which exit a run took, only its steps do.')

  const table = dialog.getByRole('table', { name: 'Runs by widget' })
  const graph = dialog.getByRole('group', { name: 'Graph' })
  await expect(graph).toHaveAccessibleDescription(/^\d+ widgets; [1-9]\d* of them have a count\. /)
  await expectAccessibleInBoth(page)

  // The first row has the most runs. A trigger has no count.
  const row = table
    .getByRole('row')
    .filter({ has: page.getByRole('button') })
    .first()
  const runs = (await row.getByRole('cell').last().textContent()) ?? ''
  expect(runs).toMatch(/^[\d,]+$/)
  const widget = (await row.getByRole('button').textContent()) ?? ''
  await expect(graph.locator('.react-flow__node').filter({ hasText: widget }).first()).toContainText(runs)
  await expect(table.getByRole('row').filter({ hasText: 'trigger' })).toContainText('Not known')

  await row.getByRole('button').focus()
  await page.keyboard.press('Enter')
  await expect(dialog).toHaveCount(0)
  await expect(opener).toBeFocused()
  await expect(getSearchBox(page)).toHaveValue(`passed:${widget}`)
  await expect(list.loadingStatus).toContainText(`${runs} match`)
  await expect(page).toHaveURL(new RegExp(`#q=passed(:|%3A)${widget}$`))

  // Under a filter it counts what matches, and a node of the graph filters further.
  await opener.click()
  await expect(dialog).toContainText(`Counted ${runs} of ${runs} runs that match`)
  const node = graph.locator('.react-flow__node .cursor-pointer').first()
  await node.click()
  await expect(dialog).toHaveCount(0)
  await expect(getSearchBox(page)).toHaveValue(/^passed:\S+( passed:\S+)?$/)
})

test('says how many contexts are not loaded, and does without a definition', async ({
  page,
  allowConsole,
}) => {
  const list = getListPage(page)
  await list.open(flowSids.webChat)
  await list.waitUntilLoaded()
  await page.getByRole('button', { name: 'Flow', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Runs by widget' })
  await expect(dialog).toContainText(/Counted 0 of ([\d,]+) runs read · contexts not loaded: \1/)
  await expect(dialog.getByRole('button', { name: 'Fit' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)

  allowConsole(/403/)
  await list.open(faultSids.noDefinition)
  await page.getByRole('button', { name: 'Flow', exact: true }).click()
  await expect(dialog).toContainText('The flow’s definition couldn’t be loaded, so there is no graph.')
  await expect(dialog.getByRole('table').getByRole('button').first()).toBeVisible()
})

test('the flow shows how many runs took each exit once their steps are loaded, and an exit filters the list', async ({
  page,
}) => {
  const list = getListPage(page)
  // Without the column “Outcome” no steps load by themselves. A new run every hour: few requests for steps.
  const from = new Date(Date.now() - 24 * hourMs).toISOString()
  await list.open(flowSids.survey, `?status=ended&from=${from}&cols=status,contact,started,engagement`)
  await list.waitUntilLoaded()
  const opener = page.getByRole('button', { name: 'Flow', exact: true })
  const dialog = page.getByRole('dialog', { name: 'Runs by widget' })
  await opener.click()
  await expect(dialog).toContainText('No steps are loaded, so no exit has a count.')
  await dialog.getByRole('button', { name: /^Load steps \(\d+ requests?\)$/ }).click()
  await expect(dialog).toContainText(
    /Exits are counted over the ([\d,]+) of \1 runs whose steps are loaded\./,
  )
  await expect(dialog.getByRole('button', { name: /^Load steps/ })).toHaveCount(0)
  await expectAccessibleInBoth(page)

  // The list has as many runs as the exit.
  const row = dialog.getByRole('table', { name: 'Runs by exit' }).getByRole('row').nth(1)
  const [widget, exit, runs] = await row.getByRole('cell').allTextContents()
  await row.getByRole('button').focus()
  await page.keyboard.press('Enter')
  await expect(dialog).toHaveCount(0)
  await expect(opener).toBeFocused()
  await expect(getSearchBox(page)).toHaveValue(/^passed:\S*>\w+>.*$/)
  await expect(page.getByRole('region', { name: 'Search', exact: true })).toContainText(
    `A step leads from “${widget}” to “`,
  )
  await expect(list.loadingStatus).toContainText(`${runs} match`)
  expect(exit).not.toBe('')

  // A way in the graph does the same, by any event.
  await opener.click()
  await expect(dialog).toContainText(`Exits are counted over the ${runs} of ${runs} run`)
  await dialog.getByRole('button', { name: 'Fit' }).click()
  await dialog.locator('.react-flow__edge.counted .react-flow__edge-textwrapper').first().click()
  await expect(dialog).toHaveCount(0)
  await expect(getSearchBox(page)).toHaveValue(/^passed:.*>.*>.* passed:.*>.*$/)
  await expect(list.loadingStatus).toContainText(/[1-9]\d* match/)

  // The link has no steps: it says so, and loads them.
  await page.reload()
  await expect(page.getByText('which aren’t loaded, say whether').first()).toBeVisible()
  await page.getByRole('button', { name: /^Load steps/ }).click()
  await expect(list.loadingStatus).toContainText(/[1-9]\d* match/)
})
