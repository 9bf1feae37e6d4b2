import { flowSids } from '#emulator/flows.ts'

import { listOf, panelOf, sidOfRow } from './list.ts'
import { newestRun } from './runs.ts'
import { expect, test } from './test.ts'

const nowhere = `FN${'0'.repeat(32)}`

test('reload, back and forward give the same screen', async ({ page }) => {
  const list = listOf(page)
  const panel = panelOf(page)
  await list.open(flowSids.mainMenu)
  await list.status('Ended').check()
  const sid = await sidOfRow(list.rows.nth(2))
  await list.rows.nth(2).getByRole('link').click()
  await panel.tab('Details').click()

  const check = async () => {
    await expect(list.status('Ended')).toBeChecked()
    await expect(page.getByRole('region', { name: `Engagement ${sid}` })).toBeVisible()
    await expect(panel.tab('Details')).toHaveAttribute('aria-selected', 'true')
  }
  await check()
  await page.reload()
  await check()
  await page.goBack()
  await expect(panel.region).toBeHidden()
  await expect(list.status('Ended')).toBeChecked()
  await page.goBack()
  await expect(list.status('All')).toBeChecked()
  await page.goForward()
  await page.goForward()
  await check()
})

test('a link opened cold shows its engagement before the list has been read', async ({ page }) => {
  const sid = await newestRun(page, flowSids.parcels)
  const asked: string[] = []
  page.on('request', (each) => {
    const { pathname } = new URL(each.url())
    if (pathname.startsWith('/api/v1')) asked.push(pathname)
  })
  await page.goto(`/flows/${flowSids.parcels}/engagements/${sid}`)
  await expect(panelOf(page).item(/^flow, /)).toBeVisible()
  await listOf(page).rows.first().waitFor()
  const list = asked.findIndex((path) => path.endsWith('/Engagements'))
  const one = asked.findIndex((path) => path.endsWith(sid))
  expect(one).toBeGreaterThanOrEqual(0)
  expect(list).toBeGreaterThan(one)
})

test('a flow’s own address is its list', async ({ page }) => {
  await page.goto(`/flows/${flowSids.survey}`)
  await expect(page).toHaveURL(new RegExp(`/flows/${flowSids.survey}/engagements$`))
})

test('a damaged SID is told, and nothing is asked', async ({ page }) => {
  const asked: string[] = []
  page.on('request', (each) => {
    if (each.url().includes('/api/v1/')) asked.push(each.url())
  })
  await page.goto('/flows/FW12/engagements')
  await expect(page.getByRole('alert')).toContainText('FW and 32 hexadecimal digits')
  expect(asked).toEqual([])

  await page.goto(`/flows/${flowSids.survey}/engagements/FNxyz`)
  await expect(page.getByRole('alert')).toContainText('FN and 32 hexadecimal digits')
  await listOf(page).rows.first().waitFor()
  expect(asked.filter((url) => url.includes('xyz'))).toEqual([])
})

test('a flow Twilio does not know', async ({ page, expectConsole }) => {
  expectConsole(/404/)
  await page.goto(`/flows/FW${'e'.repeat(32)}/engagements`)
  await expect(page.getByRole('alert')).toContainText('No such flow')
  await page.getByRole('link', { name: 'All flows' }).click()
  await expect(page.getByRole('table', { name: 'Flows' })).toBeVisible()
})

test('an engagement past its retention: the list stays', async ({ page, expectConsole }) => {
  expectConsole(/404/)
  await page.goto(`/flows/${flowSids.survey}/engagements/${nowhere}`)
  await expect(page.getByRole('region', { name: `Engagement ${nowhere}` }).getByRole('alert')).toContainText(
    '30 days',
  )
  await listOf(page).rows.first().waitFor()
})

test('an address that leads nowhere', async ({ page }) => {
  await page.goto('/nowhere/at-all')
  await expect(page.getByText('There is no such page')).toBeVisible()
})
