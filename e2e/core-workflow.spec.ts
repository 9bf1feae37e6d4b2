import { flowSids } from '#emulator/flows.ts'

import { copyWith } from './support/clipboard.ts'
import { getListPage, getPanel, getRowSid, testedPaths } from './support/page-objects.ts'
import { fetchApi } from './support/api-helpers.ts'
import { expect, test } from './support/test.ts'

test('a support agent finds a run, reads it, and sends the link to a colleague @both-sources', async ({
  page,
  secondUser,
}) => {
  await page.goto('/')
  await expect(page.getByRole('note', { name: 'Demo data' })).toBeVisible()
  await page.getByRole('table', { name: 'Flows' }).getByRole('link', { name: 'Main menu (voice)' }).click()

  const list = getListPage(page)
  await list.chooseTestedSource()
  await expect(list.loadingStatus).toContainText('2,500 engagements read')
  await list.status('Ended').check()
  await expect(page).toHaveURL(/\?status=ended$/)
  await expect(list.loadingStatus).toContainText(/[\d,]+ match/)

  const row = list.rows.nth(4)
  const sid = await getRowSid(row)
  await row.getByRole('gridcell').nth(1).click()
  const panel = getPanel(page)
  await expect(page.getByRole('region', { name: `Engagement ${sid}`, exact: true })).toBeVisible()
  await expect(page).toHaveURL(new RegExp(`${sid}\\?status=ended$`))

  await panel.item(/^trigger, /).click()
  await panel.tree.press('ArrowRight')
  await panel.item(/^call, /).click()
  await panel.tree.press('ArrowRight')
  await expect(panel.item(/^CallSid: CA/)).toBeVisible()

  const copied = await copyWith(panel.region.getByRole('button', { name: 'Copy JSON' }))
  expect(JSON.parse(copied)).toHaveProperty('trigger.call.CallSid')

  const link = await copyWith(panel.region.getByRole('button', { name: 'Copy link' }))

  await page.getByRole('button', { name: 'Close' }).click()
  await expect(panel.region).toBeHidden()
  await expect(list.status('Ended')).toBeChecked()
  await expect(page).toHaveURL(new RegExp(`${testedPaths.engagements(flowSids.mainMenu)}\\?status=ended$`))

  // The link has the place in the context, though the address has not.
  expect(link).toMatch(/path=/)
  await secondUser.goto(link)
  await expect(secondUser.getByRole('region', { name: `Engagement ${sid}`, exact: true })).toBeVisible()
  await expect(getListPage(secondUser).status('Ended')).toBeChecked()
  await expect(
    getListPage(secondUser).grid.getByRole('row', { selected: true }).getByRole('link', { name: sid }),
  ).toBeVisible()
})

test('a flow opens by its SID, and a wrong SID shows an error', async ({ page }) => {
  await page.goto('/')
  const box = page.getByRole('textbox', { name: 'Flow SID' })
  await box.fill('FW123')
  await page.getByRole('button', { name: 'Open', exact: true }).click()
  await expect(page.getByRole('alert')).toContainText('FW and 32 hexadecimal digits')
  await expect(box).toHaveValue('FW123')
  await box.fill(`AC${'0'.repeat(32)}`)
  await box.press('Enter')
  await expect(page.getByRole('alert')).toHaveText(
    'This is an account SID, not a flow’s (FW…). The search box looks for it in all flows.',
  )

  await box.fill(`https://console.twilio.com/studio/flows/${flowSids.survey}?x=1`)
  await box.press('Enter')
  await expect(page).toHaveURL(new RegExp(`/flows/${flowSids.survey}/engagements$`))
  await expect(page.getByRole('heading', { name: 'After-case survey (SMS)' })).toBeVisible()
})

test('steps and details of a run', async ({ page }) => {
  const list = getListPage(page)
  await list.open(flowSids.mainMenu, '?status=ended')
  const sid = await getRowSid(list.rows.first())
  await list.rows.first().getByRole('link').click()
  const panel = getPanel(page)

  await panel.tab('Steps').click()
  await expect(page).toHaveURL(/tab=steps/)
  const steps = panel.region.getByRole('list', { name: 'Steps' }).getByRole('listitem')
  await expect(steps.first()).toContainText('Trigger')

  await panel.tab('Details').click()
  expect(await copyWith(panel.region.getByRole('button', { name: 'Copy sid' }))).toBe(sid)
  for (const name of [
    'account_sid',
    'flow_sid',
    'contact_sid',
    'contact_channel_address',
    'context',
    'status',
  ]) {
    await expect(panel.region.getByRole('button', { name: `Copy ${name}` })).toBeVisible()
  }
})

test('a run of a list without contexts shows the context from /Context', async ({ page }) => {
  const list = getListPage(page)
  await list.open(flowSids.webChat)
  await list.rows.first().getByRole('link').click()
  await expect(getPanel(page).item(/^trigger, /)).toBeVisible()
})

test('an integer beyond 2^53 is shown and copied digit for digit', async ({ page }) => {
  const base = `/api/v1/Flows/${flowSids.orderStatus}/Engagements`
  const list = await fetchApi(page, `${base}?PageSize=200`)
  // Too many digits for a JavaScript number.
  const exact = /"order_id":(9007199254\d{6,})/.exec(list)?.[1] ?? ''
  expect(exact).not.toBe('')
  const sids = [...list.matchAll(/"sid":"(FN[0-9a-f]{32})"/g)].map(([, sid]) => sid ?? '')
  for (const sid of sids) {
    const context = await fetchApi(page, `${base}/${sid}/Context`)
    if (!context.includes(exact)) continue
    await page.goto(`${testedPaths.engagements(flowSids.orderStatus)}/${sid}`)
    const panel = getPanel(page)
    await panel.region.getByRole('button', { name: 'Expand all' }).click()
    expect(await copyWith(panel.region.getByRole('button', { name: 'Copy JSON' }))).toContain(exact)
    return
  }
  throw new Error(`No context contains ${exact}.`)
})
