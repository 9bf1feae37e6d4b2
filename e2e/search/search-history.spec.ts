import { flowSids } from '#emulator/flows.ts'

import { getListPage, getSearchBox, searchFor } from '../support/page-objects.ts'
import { expect, test } from '../support/test.ts'

test('the address gets a search once it is typed, and another one replaces it in the history', async ({
  page,
}) => {
  await getListPage(page).open(flowSids.survey)
  await getListPage(page).waitUntilLoaded()
  const addresses = new Set<string>()
  page.on('framenavigated', (frame) => addresses.add(new URL(frame.url()).hash))
  const countEntries = () => page.evaluate(() => window.history.length)
  const typed = 'return'
  // Slow enough for each letter to be searched, and far below the pause after which the address gets the text.
  await getSearchBox(page).pressSequentially(typed, { delay: 150 })
  await expect(getListPage(page).loadingStatus).toContainText(/\d match/)
  await getSearchBox(page).press('Tab')
  await expect(page).toHaveURL(new RegExp(`#q=${typed}$`))
  expect([...addresses].filter((hash) => hash !== '').length).toBeLessThan(typed.length)

  const before = await countEntries()
  await searchFor(page, 'nowhere')
  await expect(page).toHaveURL(/#q=nowhere$/)
  await page.reload()
  await expect(getSearchBox(page)).toHaveValue('nowhere')
  expect(await countEntries()).toBe(before)
  await page.goBack()
  await expect(getSearchBox(page)).toHaveValue('')
  await expect(page).not.toHaveURL(/#q/)
})
