import { faultSids } from '#emulator/faults/sids.ts'
import { flowSids } from '#emulator/flows.ts'

import { getListPage, getPanel, getRowSid, getSearchBox, searchFor } from '../support/page-objects.ts'
import { expect, expectAccessibleInBoth, test } from '../support/test.ts'

test('flows are filtered by name as it is typed, and opened with the keyboard alone', async ({ page }) => {
  await page.goto('/')
  const table = page.getByRole('table', { name: 'Flows' })
  await table.getByRole('link', { name: 'Order status (SMS)' }).waitFor()
  await expect(getSearchBox(page)).toHaveAccessibleDescription(/phone number .* Console link/)
  await page.keyboard.press('/')
  await page.keyboard.type('ORDER')
  await expect(table.getByRole('link')).toHaveText(['Order status (SMS)'])
  await page.keyboard.press('ArrowDown')
  await expect(table.getByRole('link', { name: 'Order status (SMS)' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(new RegExp(`/flows/${flowSids.orderStatus}/engagements$`))

  await page.goto('/')
  await getSearchBox(page).fill('no flow has this name')
  await expect(table).toContainText(
    'No flow’s name contains this. Press Enter to search the runs of all flows.',
  )
  await page.keyboard.press('Escape')
  await expect(table.getByRole('link', { name: 'Order status (SMS)' })).toBeVisible()
})

test('flows are sorted by name and date; a pinned one stands first, also after a reload', async ({
  page,
}) => {
  await page.goto('/')
  const table = page.getByRole('table', { name: 'Flows' })
  const links = table.getByRole('link')
  await links.first().waitFor()
  const names = async () => (await links.allTextContents()).map((name) => name.toLowerCase())
  await table.getByRole('button', { name: 'Sort by Name' }).click()
  await expect(table.getByRole('columnheader', { name: 'Name' })).toHaveAttribute('aria-sort', 'ascending')
  const ascending = await names()
  expect(ascending).toEqual(ascending.toSorted((a, b) => a.localeCompare(b, 'en-GB')))
  await table.getByRole('button', { name: 'Sort by Name' }).click()
  await expect(table.getByRole('columnheader', { name: 'Name' })).toHaveAttribute('aria-sort', 'descending')
  expect(await names()).toEqual(ascending.toReversed())

  const pin = table.getByRole('button', { name: 'Pin Main menu (voice)' })
  await pin.focus()
  await page.keyboard.press('Enter')
  await expect(pin).toHaveAttribute('aria-pressed', 'true')
  await expect(links.first()).toHaveText('Main menu (voice)')
  await page.reload()
  await expect(links.first()).toHaveText('Main menu (voice)')
  await expectAccessibleInBoth(page)
  await pin.click()
  await expect(links.first()).not.toHaveText('Main menu (voice)')
})

test('the fault simulator is folded, and a search leaves it out', async ({ page }) => {
  await page.goto('/')
  const table = page.getByRole('table', { name: 'Flows' })
  const fold = table.getByRole('button', { name: /^Fault simulator/ })
  await expect(fold).toHaveAttribute('aria-expanded', 'false')
  await expect(table.getByRole('link', { name: /^Fault: / })).toHaveCount(0)
  await fold.focus()
  await page.keyboard.press('Enter')
  await expect(table.getByRole('link', { name: /^Fault: / })).toHaveCount(Object.keys(faultSids).length)

  await searchFor(page, 'no such text')
  const search = page.getByRole('region', { name: 'Search of all flows' })
  const count = Object.keys(flowSids).length
  await expect(search).toContainText(`Searched ${count} of ${count} flows`)
  // Of one flow the list sends no contexts, so that it was not searched.
  await expect(page.getByText(/^0 matches in .* runs: context not loaded/)).toHaveCount(1)
  await expect(search.getByRole('button', { name: 'Search the fault simulator too' })).toBeVisible()
})

test('the runs opened last are listed, masked, without a stored contact, and can be forgotten', async ({
  page,
}) => {
  const list = getListPage(page)
  await list.open(flowSids.mainMenu)
  const sid = await getRowSid(list.rows.nth(1))
  const contact = (await list.rows.nth(1).getByRole('gridcell').nth(1).textContent()) ?? ''
  // The tree may show the list's copy. The contact is that of Twilio's, whose request ends with the panel.
  const answered = page.waitForResponse((response) =>
    new URL(response.url()).pathname.endsWith(`/Engagements/${sid}`),
  )
  await list.rows.nth(1).getByRole('link').click()
  await getPanel(page).tree.waitFor()
  await answered
  await page.getByRole('link', { name: 'Flowdesk' }).click()
  const recent = page.getByRole('region', { name: 'Last opened runs' })
  const run = recent.getByRole('link', { name: sid })
  const item = recent.getByRole('listitem')
  await expect(item).toContainText('Main menu (voice)')
  await expect(item).toContainText(contact)
  await page.getByRole('button', { name: 'Mask personal data' }).click()
  await expect(item).toContainText('••')
  await expect(item).not.toContainText(contact)
  await expectAccessibleInBoth(page)
  const stored = await page.evaluate(() => JSON.stringify(localStorage))
  expect(stored).toContain(sid)
  expect(stored).not.toContain(contact.slice(-7))

  await page.reload()
  await run.focus()
  await page.keyboard.press('Enter')
  await expect(getPanel(page).region).toHaveAccessibleName(`Engagement ${sid}`)
  await page.getByRole('link', { name: 'Flowdesk' }).click()
  await recent.getByRole('button', { name: 'Forget the last opened runs' }).click()
  await expect(recent).toHaveCount(0)
})

test('the box offers recent searches', async ({ page }) => {
  await page.goto('/')
  await searchFor(page, 'lost parcel')
  await page.getByRole('region', { name: 'Search of all flows' }).waitFor()
  await getSearchBox(page).fill('')
  await getSearchBox(page).press('Enter')
  await page.getByRole('table', { name: 'Flows' }).waitFor()
  await page
    .getByRole('list', { name: 'Recent searches' })
    .getByRole('button', { name: 'lost parcel' })
    .click()
  await expect(page).toHaveURL(/#q=lost%20parcel$/)
  await page.getByRole('region', { name: 'Search of all flows' }).waitFor()
})
