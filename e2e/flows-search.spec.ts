import { flowSids } from '#emulator/flows.ts'

import { listOf, panelOf, sidOfRow } from './list.ts'
import { expect, test } from './test.ts'

test('an engagement of a flow nobody named is found by its SID', async ({ page, expectConsole }) => {
  // The flow that is asked first does not have it.
  expectConsole(/404/)
  const list = listOf(page)
  await list.open(flowSids.mainMenu)
  const sid = await sidOfRow(list.rows.nth(3))

  await page.goto('/')
  await page.getByRole('searchbox', { name: 'Search engagements' }).waitFor()
  await page.keyboard.press('/')
  await page.keyboard.type(sid)
  await page.getByRole('button', { name: /^Search \d+ flows/ }).click()
  await expect(page.getByText('It is in “Main menu (voice)”')).toBeVisible()
  // The flow before it was asked too, and no other.
  await expect(page.getByRole('region', { name: 'Search of all flows' })).toContainText('2 requests')
  await page.getByRole('link', { name: 'Open the engagement' }).click()
  await expect(panelOf(page).region).toHaveAccessibleName(`Engagement ${sid}`)
})

test('a phone number is looked for in the newest pages of each flow, and no server sees it', async ({
  page,
}) => {
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  const list = listOf(page)
  await list.open(flowSids.reminders)
  const row = list.rows.filter({ hasText: /\+1\d{3}55501\d\d/ }).first()
  const contact = (await row.getByRole('gridcell').nth(1).textContent()) ?? ''
  const [, area, exchange, line] = /\+1(\d{3})(\d{3})(\d{4})$/.exec(contact) ?? ['', '161', '555', '0199']
  const sid = await sidOfRow(row)

  await page.goto('/')
  const box = page.getByRole('searchbox', { name: 'Search engagements' })
  await box.fill(`(${area}) ${exchange}-${line}`)
  await box.press('Enter')
  const group = page.getByRole('region', { name: 'Appointment reminders (WhatsApp)' })
  await expect(group).toContainText(/match among/)
  await expect(group.getByRole('link', { name: sid })).toBeVisible()
  await page.getByRole('button', { name: 'Stop searching' }).click()
  await expect(page.getByRole('button', { name: 'Search on' })).toBeVisible()

  // The same link opens the same search for a colleague; what is searched for is in its fragment alone.
  await page.reload()
  await expect(box).toHaveValue(`(${area}) ${exchange}-${line}`)
  await expect(group.getByRole('link', { name: sid })).toBeVisible()
  expect(asked.filter((url) => new URL(url).search.includes(line))).toEqual([])
  expect(new URL(page.url()).search).toBe('')
})
