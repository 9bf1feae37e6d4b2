import type { Locator, Page } from '@playwright/test'

import { defaultView, paths } from '#address/address.ts'
import { type EngagementSid, parseSid } from '#contract/sid.ts'
import { flowSids } from '#emulator/flows.ts'

import { testAt } from './door.ts'
import { listOf, panelOf } from './list.ts'
import { newestRuns } from './runs.ts'
import { testEnvironment } from './run/environment.ts'
import { startServer } from './run/server.ts'
import { expect, expectAccessible, test } from './test.ts'

const flow = flowSids.orderStatus

/** Runs with JSON in a string. */
const like = /"ask_order_number":\{"inbound".*"body":"\{/

/** A phone number as Twilio writes it. Neither a SID nor a time has a plus and that many digits. */
const anyNumber = /\+\d{7}/

const switchOf = (page: Page) => page.getByRole('button', { name: 'Mask personal data' })

type KnownRun = { sid: EngagementSid; contact: string; national: string }

/** Two runs by contacts of North America, whose national numbers are ten digits and so are easily told. */
async function twoRuns(page: Page): Promise<[KnownRun, KnownRun]> {
  const newest = await newestRuns(page, flow, 300)
  const runs = newest.flatMap(({ sid: text, status, contact_channel_address: contact, context }) => {
    const sid = parseSid('FN', text)
    if (sid === null || status !== 'ended' || !contact?.startsWith('+1')) return []
    return like.test(JSON.stringify(context)) ? [{ sid, contact, national: contact.slice(2) }] : []
  })
  const [one, ...others] = runs
  const other = others.find(({ contact }) => contact !== one?.contact)
  if (!one || !other) throw new Error('Among the newest 300 runs there are not two such.')
  return [one, other]
}

/** Everything the page says, to the eye and otherwise, but for where its own links lead and what somebody typed. */
function saidOn(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const said = [document.title, document.body.textContent]
    for (const element of document.querySelectorAll('*')) {
      for (const { name, value } of element.attributes) {
        const isOurs = name === 'href' && new URL(value, document.baseURI).origin === location.origin
        const isTyped = name === 'value' && element.matches('input[type=search]')
        if (!isOurs && !isTyped) said.push(value)
      }
      if (element instanceof HTMLInputElement && element.type !== 'search') said.push(element.value)
    }
    return said
  })
}

async function expectMasked(page: Page, national: string, where: string): Promise<void> {
  const said = await saidOn(page)
  const leaked = said.filter((text) => text.includes(national) || anyNumber.test(text))
  expect(leaked, where).toEqual([])
}

/** A page at a time to the end of what scrolls by its keys. */
async function expectMaskedToTheEnd(page: Page, national: string, where: string): Promise<void> {
  for (let screen = 0; screen < 30; screen++) {
    const before = await page.evaluate(() => document.activeElement?.scrollTop ?? 0)
    await expectMasked(page, national, `${where}, screen ${screen}`)
    await page.keyboard.press('PageDown')
    await page.waitForTimeout(80)
    if ((await page.evaluate(() => document.activeElement?.scrollTop ?? 0)) === before) return
  }
}

/** Goes through the rows of a tree to one that is named so: only those in view are drawn. */
async function select(tree: Locator, name: RegExp): Promise<void> {
  await tree.press('Home')
  const row = tree.getByRole('treeitem', { name }).first()
  for (let screen = 0; screen < 30 && !(await row.isVisible()); screen++) {
    await tree.press('PageDown')
    await tree.page().waitForTimeout(80)
  }
  await row.click()
}

/** Copies with every button there is in the panel, and looks at what came of it. */
async function expectCopiesMasked(page: Page, national: string): Promise<number> {
  const buttons = panelOf(page).region.getByRole('button', { name: /^(?:Copy|Link to)/ })
  const count = await buttons.count()
  for (let i = 0; i < count; i++) {
    const button = buttons.nth(i)
    if (await button.isDisabled()) continue
    await page.evaluate(() => navigator.clipboard.writeText('nothing'))
    await button.click()
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).not.toBe('nothing')
    const copied = await page.evaluate(() => navigator.clipboard.readText())
    expect(copied, `${await button.getAttribute('aria-label')}`).not.toContain(national)
    expect(copied).not.toMatch(anyNumber)
  }
  return count
}

test('with the mask on, nothing on any screen of a run says the number, nor does anything that is copied', async ({
  page,
}) => {
  test.slow()
  const [{ sid, contact, national }, other] = await twoRuns(page)
  const { region, tab, tree, item } = panelOf(page)
  const view = { ...defaultView, tab: 'context' as const }
  await page.goto(paths.engagement(flow, sid, view))
  await expect(item(/^flow, /)).toBeVisible()
  expect((await saidOn(page)).filter((text) => text.includes(contact))).not.toEqual([])
  await switchOf(page).click()
  await expect(switchOf(page)).toHaveAttribute('aria-pressed', 'true')
  const masked = `+1••••••••${contact.slice(-2)}`
  await expect(region.getByText(masked).first()).toBeVisible()
  const check = (where: string) => expectMasked(page, national, where)
  await check('context')
  await expectAccessible(page)

  await region.getByRole('button', { name: 'Expand all' }).click()
  await tree.focus()
  await page.keyboard.press('Home')
  await expectMaskedToTheEnd(page, national, 'context, unfolded')
  await region.getByRole('searchbox', { name: 'Search context' }).fill(national)
  await expect(tree.locator('mark').first()).toBeVisible()
  await expect(item(/: \+1••••••••\d\d/).first()).toBeVisible()
  await check('context, searched')
  expect(await expectCopiesMasked(page, national)).toBeGreaterThan(5)
  await region.getByRole('button', { name: 'Raw' }).click()
  await region.getByRole('group', { name: 'Context as text' }).focus()
  await expectMaskedToTheEnd(page, national, 'raw')
  await expectCopiesMasked(page, national)
  await region.getByRole('button', { name: 'Raw' }).click()

  await tab('Steps').click()
  const steps = region.getByRole('list', { name: 'Steps' }).getByRole('button')
  await steps.first().click()
  const changes = region.getByRole('tree', { name: 'What changed' })
  await changes.getByRole('treeitem').first().waitFor()
  await changes.focus()
  await page.keyboard.press('Home')
  await expectMaskedToTheEnd(page, national, 'what changed')
  await select(changes, /From: \+1••/)
  await check('what changed, a value')
  await expectCopiesMasked(page, national)
  await region.getByRole('button', { name: 'Context then' }).click()
  const then = region.getByRole('tree', { name: 'Context then' })
  await then.getByRole('treeitem').first().waitFor()
  await region.getByRole('button', { name: 'Expand all' }).click()
  await then.focus()
  await page.keyboard.press('Home')
  await expectMaskedToTheEnd(page, national, 'context then')

  await tab('Story').click()
  await region.getByRole('list', { name: 'What happened' }).waitFor()
  await check('story')
  await expectCopiesMasked(page, national)
  await tab('Conversation').click()
  await region.getByRole('list', { name: 'Messages' }).waitFor()
  await check('conversation')
  await tab('Contact').click()
  await region.getByRole('list', { name: 'Runs of this contact' }).getByRole('listitem').first().waitFor()
  await check('contact')
  await tab('Details').click()
  await region.getByText(masked).nth(1).waitFor()
  await check('details')
  expect(await expectCopiesMasked(page, national)).toBeGreaterThan(8)

  await page.goto(paths.engagement(flow, sid, { ...view, compare: other.sid }))
  await expect(switchOf(page)).toHaveAttribute('aria-pressed', 'true')
  const differences = region.getByRole('tree', { name: 'Differences' })
  await select(differences, /^changed From: \+1••/)
  await check('compared')
  await region.getByRole('button', { name: 'Only differences' }).click()
  await differences.focus()
  await page.keyboard.press('Home')
  await expectMaskedToTheEnd(page, national, 'compared, all')
  await expectCopiesMasked(page, national)
  await region.getByRole('button', { name: 'Steps' }).click()
  await region.getByRole('table', { name: 'Steps of both' }).waitFor()
  await check('compared steps')
})

test('the list and its search: found by the number, which is not shown', async ({ page }) => {
  test.slow()
  const [{ contact, national }] = await twoRuns(page)
  const list = listOf(page)
  await list.open(flow, '?cols=contact,status,$.trigger.message.From,engagement')
  await list.readToTheEnd()
  await switchOf(page).click()
  await expect(list.rows.first()).toContainText('••••')
  await expectMasked(page, national, 'list')
  const box = page.getByRole('searchbox', { name: 'Search engagements' })
  await box.fill(`(${national.slice(0, 3)}) ${national.slice(3, 6)}-${national.slice(6)}`)
  const found = list.rows.filter({ hasText: `+1••••••••${contact.slice(-2)}` })
  await expect(found.first()).toBeVisible()
  await expect(list.reading).toContainText(/\d+ match/)
  await expectMasked(page, national, 'list, searched by contact')
  await box.fill(`"${contact.slice(-9)}"`)
  await expect(list.grid.getByRole('columnheader', { name: 'Match' })).toBeVisible()
  await expect(list.rows.first().locator('mark').first()).toBeVisible()
  await expectMasked(page, national, 'list, searched by text')
  await expectAccessible(page)

  await box.fill('')
  await box.press('Enter')
  await expectMasked(page, national, 'what was searched for before')
  await list.rows.first().getByRole('gridcell').first().click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Copy' }).click()
  await expect(page.getByText('Copied', { exact: true })).toBeVisible()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^\S*\+\d•+\d\d$/)

  await page.goto(paths.flows(contact))
  await expect(switchOf(page)).toHaveAttribute('aria-pressed', 'true')
  await expect(page.getByText(/flows looked into/).first()).toBeVisible()
  await expect(page.getByRole('listitem').filter({ hasText: '+1••••••••' }).first()).toBeVisible()
  await expectMasked(page, national, 'search of all flows')
})

test('lifting it tells the audit first; where that fails it stays, and says why', async ({
  page,
  expectConsole,
}) => {
  expectConsole(/Failed to load resource/)
  const [{ sid, contact }] = await twoRuns(page)
  await page.goto(paths.engagement(flow, sid))
  const { region } = panelOf(page)
  const heading = region.getByText(contact, { exact: true })
  await expect(heading.first()).toBeVisible()
  await switchOf(page).press('Enter')
  await expect(heading).toHaveCount(0)
  await page.reload()
  await expect(region.getByText(/^\+1••/).first()).toBeVisible()
  await expect(switchOf(page)).toHaveAttribute('aria-pressed', 'true')

  await page.route('/api/audit', (route) => route.abort('connectionrefused'))
  await switchOf(page).click()
  const alert = page.getByRole('alert')
  await expect(alert).toContainText('Personal data stays masked')
  await expect(alert).toContainText('No connection.')
  await expect(switchOf(page)).toHaveAttribute('aria-pressed', 'true')
  await expect(heading).toHaveCount(0)
  await expectAccessible(page)

  await page.unroute('/api/audit')
  const told = page.waitForResponse('/api/audit')
  await alert.getByRole('button', { name: 'Try again' }).click()
  expect((await told).request().postDataJSON()).toEqual({ event: 'unmask', flow, engagement: sid })
  expect((await told).status()).toBe(204)
  await expect(heading.first()).toBeVisible()
  await expect(alert).toHaveCount(0)
  await expect(switchOf(page)).toHaveAttribute('aria-pressed', 'false')

  // On the flows there is no flow to name.
  await page.goto('/')
  await switchOf(page).click()
  const toldAgain = page.waitForRequest('/api/audit')
  await switchOf(page).click()
  expect((await toldAgain).postDataJSON()).toEqual({ event: 'unmask' })
  await expect(switchOf(page)).toHaveAttribute('aria-pressed', 'false')
})

const testMasked = testAt(() => startServer({ ...testEnvironment(process.env), MASK: 'on' }, ['--demo']))

testMasked('MASK=on: masked at every start, lifted for the tab alone', async ({ page, context }) => {
  const list = listOf(page)
  await list.open(flow)
  await expect(switchOf(page)).toHaveAttribute('aria-pressed', 'true')
  await expect(list.rows.first()).toContainText('••')
  expect((await saidOn(page)).filter((text) => anyNumber.test(text))).toEqual([])
  await switchOf(page).click()
  await expect(switchOf(page)).toHaveAttribute('aria-pressed', 'false')
  await expect(list.rows.first()).not.toContainText('••')

  const second = await context.newPage()
  await listOf(second).open(flow)
  await expect(switchOf(second)).toHaveAttribute('aria-pressed', 'true')
  await expect(switchOf(page)).toHaveAttribute('aria-pressed', 'false')
  await page.reload()
  await expect(switchOf(page)).toHaveAttribute('aria-pressed', 'true')
})
