import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

import { faultSids } from '#emulator/faults/sids.ts'
import { flowSids } from '#emulator/flows.ts'

import { getEngineListPage, getEnginePanel } from './page-objects.ts'
import { expect, test } from './test.ts'

test('flows: a click anywhere in a row opens the flow', async ({ app }) => {
  await app.goto('/')
  await app.get('note', 'Demo data').waitFor()
  const row = app.get('table', 'Flows').get('row', /^Main menu/)
  await row.get('cell').nth(1).clickMiddle()
  await app.waitForUrl(new RegExp(`^/flows/${flowSids.mainMenu}/engagements$`))
})

test('a list loads to its end and filters by status', async ({ app, allowConsole }) => {
  // The oldest run may pass its 30 days between the list and its steps.
  allowConsole(/404.*\/Steps/)
  const list = getEngineListPage(app)
  await list.open(flowSids.mainMenu)
  await list.waitUntilLoaded()
  expect(await list.loadingStatus.text()).toContain('2,500 engagements read')
  expect(await list.grid.attribute('aria-rowcount')).toBe('2501')

  await list.status('Ended').click()
  await app.waitForUrl(/\?status=ended$/)
  await app.waitForText(/[\d,]+ match/)
  expect(await list.row(0).text()).toContain('Ended')
  await app.page.back()
  await app.waitForUrl(/engagements$/)
  // Until the whole list is back, its last row is that of the ended runs.
  await expect.poll(() => list.grid.attribute('aria-rowcount')).toBe('2501')
  await list.grid.focus()
  await app.page.press('End')
  await expect.poll(() => list.lastRow.attribute('aria-rowindex')).toBe('2501')
})

test('search finds a run by its SID and runs by text in their contexts', async ({ app }) => {
  const list = getEngineListPage(app)
  await list.open(flowSids.survey)
  await list.waitUntilLoaded()
  const sid = (await list.row(3).get('link').attribute('aria-label')) ?? ''
  await list.search.fill(sid)
  await app.waitForUrl(new RegExp(`#q=${sid}$`))
  await expect.poll(() => list.loadingStatus.text()).toMatch(/\b1 match/)
  // Nested workers, which the engine's worker starts, search contexts.
  await list.search.fill('returns')
  await expect.poll(() => list.loadingStatus.text(), { timeout: 15_000 }).toMatch(/\b[1-9][\d,]* match/)
  await expect.poll(list.grid.get('row').count).toBeGreaterThan(1)
})

test('every tab of a run shows its content', async ({ app }) => {
  const list = getEngineListPage(app)
  const panel = getEnginePanel(app)
  await list.open(flowSids.orderStatus, '?status=ended')
  await list.row(1).get('link').click()
  await panel.item(/^flow, /).waitFor()
  for (const [name, content] of [
    ['Steps', panel.region.get('list', 'Steps').get('listitem')],
    ['Story', panel.region.get('button', 'Copy for a ticket')],
    ['Conversation', panel.region.get('tabpanel', 'Conversation')],
    ['Contact', panel.region.get('tabpanel', 'Contact')],
    ['Details', panel.region.get('tabpanel', 'Details')],
    ['Flow', panel.region.get('list', 'Path of this run').get('listitem')],
    ['Context', panel.tree],
  ] as const) {
    await panel.tab(name).click()
    await content.waitFor()
    await expect.poll(content.text).not.toBe('')
    expect(await panel.tab(name).attribute('aria-selected')).toBe('true')
  }
  await panel.region.get('button', 'Close').click()
  await panel.region.waitUntilGone()
})

test('Copy JSON and Copy link copy the context and the link', async ({ app }) => {
  const list = getEngineListPage(app)
  const panel = getEnginePanel(app)
  await list.open(flowSids.mainMenu, '?status=ended')
  await list.row(4).get('link').click()
  await panel.item(/^flow, /).waitFor()
  await panel.region.get('button', 'Copy JSON').click()
  // A copy takes a moment.
  await expect.poll(app.readClipboard).toContain('"CallSid"')
  expect(JSON.parse(await app.readClipboard())).toHaveProperty('trigger.call.CallSid')
  await panel.region.get('button', 'Copy link').click()
  await expect.poll(app.readClipboard).toBe(await app.page.url())
})

test('a 5 MB text that is built after the click can be copied', async ({ app }) => {
  const panel = getEnginePanel(app)
  const list = getEngineListPage(app)
  await list.open(faultSids.longText)
  await list.row(0).get('link').click()
  await panel.region.get('treeitem').waitFor({ timeout: 30_000 })
  // "Copied" is shown only briefly, so the page itself watches for it.
  await app.page.run(() => {
    new MutationObserver(() => {
      if (document.body.textContent?.includes('Copied')) document.body.dataset['copied'] = 'yes'
    }).observe(document.body, { subtree: true, childList: true, characterData: true })
  })
  await panel.region.get('button', 'Copy JSON').click()
  await expect.poll(() => app.page.run(() => document.body.dataset['copied'] ?? '')).toBe('yes')
})

test('the listed runs are exported as a CSV file', async ({ app }) => {
  const list = getEngineListPage(app)
  await list.open(flowSids.mainMenu, '?status=ended')
  await list.waitUntilLoaded()
  const count = Number(await list.grid.attribute('aria-rowcount')) - 1
  await app.get('button', 'Export').click()
  const dialog = app.get('dialog', 'Export engagements')
  await dialog.get('button', 'Export').click()
  await dialog.get('button', 'Done').waitFor()
  const csvFiles = async () => (await readdir(app.page.downloads)).filter((name) => name.endsWith('.csv'))
  await expect.poll(csvFiles).toHaveLength(1)
  const [name = ''] = await csvFiles()
  await expect
    .poll(async () => (await readFile(join(app.page.downloads, name), 'utf8')).trimEnd().split('\r\n').length)
    .toBe(count + 1)
  expect(await readFile(join(app.page.downloads, name), 'utf8')).toMatch(/^\uFEFFSID,Status,Contact/)
})

test('keyboard only: from the flows to a value in a context, and back', async ({ app }) => {
  const { press } = app.page
  const list = getEngineListPage(app)
  const panel = getEnginePanel(app)
  await app.goto('/')
  const flow = app.get('table', 'Flows').get('link', 'Main menu (voice)')
  await flow.waitFor()
  for (let i = 0; i < 20 && !(await flow.isFocused()); i++) await press('Tab')
  await press('Enter')
  await list.waitUntilLoaded()
  await press('/')
  await expect.poll(list.search.isFocused).toBe(true)
  for (let i = 0; i < 30 && !(await list.grid.isFocused()); i++) await press('Tab')
  await press('ArrowDown')
  await press('ArrowDown')
  await press('Enter')
  await expect.poll(panel.region.isFocused).toBe(true)
  await panel.item(/^flow, /).waitFor()
  for (let i = 0; i < 20 && !(await panel.tree.isFocused()); i++) await press('Tab')
  await press('ArrowLeft')
  await press('ArrowDown')
  expect(await panel.item(/^trigger, /).attribute('aria-selected')).toBe('true')
  await press('ArrowRight')
  expect(await panel.item(/^trigger, /).attribute('aria-expanded')).toBe('true')
  await press('Escape')
  await panel.region.waitUntilGone()
  await expect.poll(list.grid.isFocused).toBe(true)
})

test('the date range and columns are stored in the link', async ({ app }) => {
  const list = getEngineListPage(app)
  await list.open(flowSids.mainMenu)
  await list.waitUntilLoaded()
  await app.get('button', /^Date range/).click()
  await app.get('dialog', 'Date range').get('button', 'Yesterday').click()
  await app.waitForUrl(/from=.*&to=/)
  await expect.poll(() => list.loadingStatus.text()).toMatch(/match/)

  await app.get('button', 'Columns').click()
  await app.get('dialog', 'Columns').get('checkbox', 'Updated').click()
  await app.waitForUrl(/cols=/)
  await app.page.press('Escape')
  await app.get('columnheader', 'Updated').waitUntilGone()
  await app.page.reload()
  await app.get('columnheader', 'Started').waitFor()
  expect(await app.get('columnheader', 'Updated').count()).toBe(0)
  await app.waitForUrl(/from=.*&to=.*cols=/)
})

test('100,000 rows scroll to the last one and back', async ({ app, allowConsole }) => {
  test.slow()
  // The oldest run may pass its 30 days between the list and its steps.
  allowConsole(/404.*\/Steps/)
  const list = getEngineListPage(app)
  await list.open(flowSids.parcels)
  await list.waitUntilLoaded()
  await expect.poll(() => list.grid.attribute('aria-rowcount')).toMatch(/^100\d{3}$/)
  const last = await list.grid.attribute('aria-rowcount')
  await list.grid.focus()
  await app.page.press('End')
  await expect.poll(() => list.lastRow.attribute('aria-rowindex')).toBe(last)
  expect(await list.lastRow.get('link').attribute('aria-label')).toMatch(/^FN/)
  await app.page.press('Home')
  await expect.poll(() => list.row(0).attribute('aria-rowindex')).toBe('2')
})

test('a deep link opens the same list, run and tab', async ({ app }) => {
  const list = getEngineListPage(app)
  const panel = getEnginePanel(app)
  await list.open(flowSids.mainMenu, '?status=ended&sort=started')
  await list.waitUntilLoaded()
  const sid = await list.row(2).get('link').attribute('aria-label')
  await app.goto(`/flows/${flowSids.mainMenu}/engagements/${sid}?status=ended&sort=started&tab=steps`)
  await app.get('region', `Engagement ${sid}`).waitFor()
  await panel.region.get('list', 'Steps').get('listitem').waitFor()
  await expect.poll(() => list.status('Ended').isChecked()).toBe(true)
  expect(await app.get('columnheader', 'Started').attribute('aria-sort')).toBe('ascending')
})
