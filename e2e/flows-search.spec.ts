import { flowSids } from '#emulator/flows.ts'

import { getListPage, getPanel, getRowSid } from './page-objects.ts'
import { expect, test } from './test.ts'

test('an engagement is found by its SID without its flow', async ({ page, allowConsole }) => {
  // The first flow does not have it.
  allowConsole(/404/)
  const list = getListPage(page)
  await list.open(flowSids.mainMenu)
  const sid = await getRowSid(list.rows.nth(3))

  await page.goto('/')
  await page.getByRole('searchbox', { name: 'Search engagements' }).waitFor()
  await page.keyboard.press('/')
  await page.keyboard.type(sid)
  await page.getByRole('button', { name: /^Search all \d+ flows$/ }).click()
  await expect(page.getByText('Found in “Main menu (voice)”')).toBeVisible()
  // Only the flow before it was queried, too.
  await expect(page.getByRole('region', { name: 'Search of all flows' })).toContainText(
    /Searched 2 of \d+ flows/,
  )
  await page.getByRole('link', { name: 'Open engagement' }).click()
  await expect(getPanel(page).region).toHaveAccessibleName(`Engagement ${sid}`)
})

test('a phone number is searched in the newest pages of each flow and not sent to any server', async ({
  page,
}) => {
  const requests: string[] = []
  page.on('request', (request) => requests.push(request.url()))
  const list = getListPage(page)
  await list.open(flowSids.reminders)
  const row = list.rows.filter({ hasText: /\+1\d{3}55501\d\d/ }).first()
  const contact = (await row.getByRole('gridcell').nth(1).textContent()) ?? ''
  const [, area, exchange, line] = /\+1(\d{3})(\d{3})(\d{4})$/.exec(contact) ?? ['', '161', '555', '0199']
  const sid = await getRowSid(row)

  await page.goto('/')
  const box = page.getByRole('searchbox', { name: 'Search engagements' })
  await box.fill(`(${area}) ${exchange}-${line}`)
  await box.press('Enter')
  const group = page.getByRole('region', { name: 'Appointment reminders (WhatsApp)' })
  await expect(group).toContainText(/match(es)? in (all|the newest)/)
  await expect(group.getByRole('link', { name: sid })).toBeVisible()
  // Enter leads to the first result, as soon as there is one.
  const focusedName = () => page.evaluate(() => document.activeElement?.ariaLabel)
  await expect.poll(focusedName).toMatch(/^FN/)
  await page.getByRole('button', { name: 'Pause search' }).click()
  await expect(page.getByRole('button', { name: 'Resume search' })).toBeVisible()

  // The link opens the same search for a colleague. The search text is in the fragment only.
  await page.reload()
  await expect(box).toHaveValue(`(${area}) ${exchange}-${line}`)
  await expect(group.getByRole('link', { name: sid })).toBeVisible()
  await box.press('ArrowDown')
  await expect.poll(focusedName).toMatch(/^FN/)
  expect(requests.length).toBeGreaterThan(10)
  expect(requests.filter((url) => new URL(url).search.includes(line))).toEqual([])
  expect(new URL(page.url()).search).toBe('')
})
