import { flowSids } from '#emulator/flows.ts'

import { getListPage, getPanel, getRowSid, testedPaths } from '../support/page-objects.ts'
import { fetchNewestRunSid } from '../support/api-helpers.ts'
import { expect, expectAccessibleInBoth, test } from '../support/test.ts'

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
    if (/^\/api\/v\d\//.test(pathname)) requests.push(pathname)
  })
  await page.goto(`${testedPaths.engagements(flowSids.parcels)}/${sid}`)
  await expect(getPanel(page).item(/^flow, /)).toBeVisible()
  await getListPage(page).rows.first().waitFor()
  const list = requests.findIndex((path) => /\/(Engagements|Executions)$/.test(path))
  const one = requests.findIndex((path) => path.endsWith(sid))
  expect(one).toBeGreaterThanOrEqual(0)
  expect(list).toBeGreaterThan(one)
})

test('the URL of a flow redirects to its list', async ({ page }) => {
  await page.goto(`/flows/${flowSids.survey}`)
  await expect(page).toHaveURL(new RegExp(`/flows/${flowSids.survey}/engagements$`))
})

test('the URL of a flow keeps its filters', async ({ page }) => {
  await page.goto(`/flows/${flowSids.survey}?status=ENDED#q=50%+off`)
  await expect(page).toHaveURL(new RegExp(`/flows/${flowSids.survey}/engagements`))
  await expect(getListPage(page).status('Ended')).toBeChecked()
  await expect(page.getByRole('searchbox', { name: 'Search engagements' })).toHaveValue('50%+off')
})

test('what a link gets wrong is said until it is changed or dismissed, and known spellings are understood', async ({
  page,
}) => {
  const list = getListPage(page)
  const notice = page.getByRole('status').filter({ hasText: 'Part of this link wasn’t understood' })
  await list.open(flowSids.survey, '?status=Active&from=2026-1-3&cols=Status,CONTACT')
  await expect(list.status('Active')).toBeChecked()
  await expect(page.getByRole('button', { name: /^Date range/ })).toContainText('from 3 Jan')
  await expect(page.getByRole('columnheader', { name: 'Contact' })).toBeVisible()
  await expect(page.getByRole('columnheader', { name: 'Started' })).toBeHidden()
  await expect(notice).toBeHidden()

  // The page writes this link anew, without the blank, as soon as it can.
  await page.goto(`${testedPaths.engagements(flowSids.survey)}?cols=foo#q=zzzz%20`)
  await expect(page).not.toHaveURL(/foo/)
  await expect(notice).toContainText('cols=foo isn’t')

  await list.open(flowSids.survey, '?status=actve&duration=60&cols=foo&statsu=active')
  await expect(list.status('All')).toBeChecked()
  for (const text of [
    'status=actve isn’t a status',
    'duration=60 isn’t',
    'cols=foo isn’t',
    'statsu=active was',
  ])
    await expect(notice).toContainText(text)
  await expectAccessibleInBoth(page)

  // The link of a row is the page's own, without what was wrong.
  await list.rows.first().getByRole('link').click()
  await getPanel(page).region.waitFor()
  await expect(page).not.toHaveURL(/actve/)
  await expect(notice).toContainText('status=actve')
  await getPanel(page).region.getByRole('button', { name: 'Close' }).click()
  await list.status('Ended').check()
  await expect(notice).not.toContainText('status=actve')
  await expect(notice).toContainText('duration=60')
  await notice.getByRole('button', { name: 'Dismiss' }).click()
  await expect(notice).toBeHidden()
})

test('dates in the wrong order, of a link or typed, are said beside the filters, and widen nothing', async ({
  page,
}) => {
  const filters = page.getByRole('list', { name: 'Active filters' })
  const warning = page.getByText('“To” is not after “From”, so no run can match.')
  await page.goto(`${testedPaths.engagements(flowSids.survey)}?from=2026-11-05T09:00Z&to=2026-11-03`)
  await expect(filters).toContainText(/Started from 5 Nov.* and before 3 Nov/)
  await expect(warning).toBeVisible()
  await expect(page.getByText('No runs match')).toBeVisible()
  await expectAccessibleInBoth(page)
  await filters.getByRole('button', { name: /Started/ }).click()
  await expect(warning).toBeHidden()

  await page
    .getByRole('searchbox', { name: 'Search engagements' })
    .fill('after:2026-11-05 before:2026-11-05 ')
  await expect(warning).toBeVisible()
})

test('an unknown tab or step in a link is said, on a phone too', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  const sid = await fetchNewestRunSid(page, flowSids.survey)
  await page.goto(`${testedPaths.engagements(flowSids.survey)}/${sid}?tab=secrets&step=FT12`)
  const notice = page.getByRole('status').filter({ hasText: 'Part of this link wasn’t understood' })
  await expect(notice).toContainText('tab=secrets isn’t a tab, so Context is shown')
  await expect(notice).toContainText('step=FT12 isn’t a step SID')
  await getPanel(page).tab('Steps').click()
  await expect(notice).not.toContainText('tab=secrets')
  await expect(notice).toContainText('step=FT12')
})

test('a link that compares a run with itself says so', async ({ page }) => {
  const sid = await fetchNewestRunSid(page, flowSids.survey)
  await page.goto(`${testedPaths.engagements(flowSids.survey)}/${sid}?compare=${sid}`)
  await expect(getPanel(page).region.getByRole('status').filter({ hasText: 'with itself' })).toBeVisible()
  await expect(getPanel(page).item(/^flow, /)).toBeVisible()
})

test('filters on the page of flows, which has none, are said', async ({ page }) => {
  await page.goto('/?status=active')
  await expect(page.getByRole('status').filter({ hasText: 'status=active was ignored' })).toBeVisible()
  await expect(page.getByRole('table', { name: 'Flows' })).toBeVisible()
})

test('an invalid SID shows an error without any request', async ({ page }) => {
  const requests: string[] = []
  page.on('request', (each) => {
    if (/\/api\/v\d\//.test(each.url())) requests.push(each.url())
  })
  await page.goto('/flows/FW12/engagements')
  await expect(page.getByRole('alert')).toContainText('FW and 32 hexadecimal digits')
  expect(requests).toEqual([])

  await page.goto(`${testedPaths.engagements(flowSids.survey)}/FNxyz`)
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
  await page.goto(`${testedPaths.engagements(flowSids.survey)}/${missingSid}`)
  await expect(
    page.getByRole('region', { name: `Engagement ${missingSid}` }).getByRole('alert'),
  ).toContainText('30 days')
  await getListPage(page).rows.first().waitFor()
})

test('an unknown URL shows an error', async ({ page }) => {
  await page.goto('/nowhere/at-all')
  await expect(page.getByRole('heading', { name: 'Page not found' })).toBeVisible()
})
