import { flowSids } from '#emulator/flows.ts'

import { getListPage, getPanel, getRowSid } from './page-objects.ts'
import { fetchNewestRunSid } from './api-helpers.ts'
import { expect, test } from './test.ts'

const missingSid = `FN${'0'.repeat(32)}`

test('reload, back and forward restore the same page', async ({ page }) => {
  const list = getListPage(page)
  const panel = getPanel(page)
  await list.open(flowSids.mainMenu)
  await list.status('Ended').check()
  const sid = await getRowSid(list.rows.nth(2))
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

test('a deep link shows its engagement before the list has loaded', async ({ page }) => {
  const sid = await fetchNewestRunSid(page, flowSids.parcels)
  const requests: string[] = []
  page.on('request', (each) => {
    const { pathname } = new URL(each.url())
    if (pathname.startsWith('/api/v1')) requests.push(pathname)
  })
  await page.goto(`/flows/${flowSids.parcels}/engagements/${sid}`)
  await expect(getPanel(page).item(/^flow, /)).toBeVisible()
  await getListPage(page).rows.first().waitFor()
  const list = requests.findIndex((path) => path.endsWith('/Engagements'))
  const one = requests.findIndex((path) => path.endsWith(sid))
  expect(one).toBeGreaterThanOrEqual(0)
  expect(list).toBeGreaterThan(one)
})

test('the URL of a flow redirects to its list', async ({ page }) => {
  await page.goto(`/flows/${flowSids.survey}`)
  await expect(page).toHaveURL(new RegExp(`/flows/${flowSids.survey}/engagements$`))
})

test('an invalid SID shows an error without any request', async ({ page }) => {
  const requests: string[] = []
  page.on('request', (each) => {
    if (each.url().includes('/api/v1/')) requests.push(each.url())
  })
  await page.goto('/flows/FW12/engagements')
  await expect(page.getByRole('alert')).toContainText('FW and 32 hexadecimal digits')
  expect(requests).toEqual([])

  await page.goto(`/flows/${flowSids.survey}/engagements/FNxyz`)
  await expect(page.getByRole('alert')).toContainText('FN and 32 hexadecimal digits')
  await getListPage(page).rows.first().waitFor()
  expect(requests).not.toEqual([])
  expect(requests.filter((url) => url.includes('xyz'))).toEqual([])
})

test('a flow that Twilio does not have shows an error', async ({ page, allowConsole }) => {
  allowConsole(/404/)
  await page.goto(`/flows/FW${'e'.repeat(32)}/engagements`)
  await expect(page.getByRole('alert')).toContainText('Flow not found')
  await page.getByRole('link', { name: 'All flows' }).click()
  await expect(page.getByRole('table', { name: 'Flows' })).toBeVisible()
})

test('an expired engagement shows an error, and the list stays', async ({ page, allowConsole }) => {
  allowConsole(/404/)
  await page.goto(`/flows/${flowSids.survey}/engagements/${missingSid}`)
  await expect(
    page.getByRole('region', { name: `Engagement ${missingSid}` }).getByRole('alert'),
  ).toContainText('30 days')
  await getListPage(page).rows.first().waitFor()
})

test('an unknown URL shows an error', async ({ page }) => {
  await page.goto('/nowhere/at-all')
  await expect(page.getByRole('heading', { name: 'Page not found' })).toBeVisible()
})
