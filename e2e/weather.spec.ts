import type { Page } from '@playwright/test'

import { faultSids } from '#emulator/faults.ts'
import { flowSids } from '#emulator/flows.ts'

import { listOf, panelOf } from './list.ts'
import { expect, expectAccessible, test } from './test.ts'

for (const [name, words] of [
  ['slowDown', /Twilio asked us to slow down, going on in 1 s/],
  ['slowDownWithoutHeader', /Twilio asked us to slow down, going on in [1-8] s/],
] as const) {
  test(`${name}: the wait is said, and over by itself`, async ({ page, expectConsole }) => {
    expectConsole(/429/)
    const list = listOf(page)
    await list.open(faultSids[name])
    await expect(list.reading).toContainText(words)
    await list.readToTheEnd()
    await expect(list.reading).not.toContainText('slow down')
  })
}

test('a wait counts down, and is spoken once', async ({ page, expectConsole }) => {
  expectConsole(/429/)
  const list = listOf(page)
  let refusals = 1
  await page.context().route('**/Engagements?PageSize=1000&Page=1*', async (route) => {
    if (refusals-- <= 0) return route.continue()
    return route.fulfill({ status: 429, headers: { 'retry-after': '6' }, json: { code: 20429, status: 429 } })
  })
  const said: string[] = []
  await page.exposeFunction('tell', (text: string) => said.push(text))
  await page.goto(`/flows/${flowSids.orderStatus}/engagements`)
  const announcer = page.getByRole('status', { name: 'Announcements' })
  await announcer.waitFor({ state: 'attached' })
  await announcer.evaluate((it) => {
    new MutationObserver(() => Reflect.get(window, 'tell')(it.textContent)).observe(it, {
      subtree: true,
      childList: true,
      characterData: true,
    })
  })
  for (const seconds of [5, 4, 3, 2]) await expect(list.reading).toContainText(`going on in ${seconds} s`)
  await list.readToTheEnd()
  expect(said.filter((text) => text.includes('slow down'))).toEqual([
    'Twilio asked us to slow down; reading goes on by itself',
  ])
})

test('offline: what was read stays, and reading goes on when the connection is back', async ({
  page,
  context,
  expectConsole,
}) => {
  expectConsole(/ERR_INTERNET_DISCONNECTED|Failed to fetch dynamically imported module/)
  const list = listOf(page)
  const offline = page.getByText('You are offline.')
  await page.goto(`/flows/${flowSids.parcels}/engagements`)
  await list.rows.first().waitFor()
  await context.setOffline(true)
  await expect(offline).toBeVisible()
  await expectAccessible(page)
  const read = await list.reading.textContent()
  await expect(list.rows.first()).toBeVisible()
  // A run is opened meanwhile: it comes when it can, the code that shows it among it.
  await list.rows.nth(1).getByRole('link').click()
  await page.waitForTimeout(500)
  await expect(list.rows.first()).toBeVisible()
  await context.setOffline(false)
  await expect(offline).toBeHidden()
  await expect(panelOf(page).item(/^flow, /)).toBeVisible()
  await expect(page.getByRole('alert')).toHaveCount(0)
  await expect(list.reading).not.toHaveText(read ?? '')
})

test('a network without the server is not called offline', async ({ page, context, expectConsole }) => {
  expectConsole(/ERR_FAILED/)
  const list = listOf(page)
  await list.open(flowSids.survey)
  await list.readToTheEnd()
  await context.route('**/api/**', (route) => route.abort())
  await list.rows.first().getByRole('link').click()
  await expect(page.getByText('Flowdesk cannot be reached.')).toBeVisible()
  await context.unroute('**/api/**')
  await expect(page.getByText('Flowdesk cannot be reached.')).toBeHidden()
  await expect(page.getByRole('alert')).toHaveCount(0)
})

/** Has the file of that name answered 404, as often as said, as if a new version had taken its place. */
async function takeAway(page: Page, name: string, times: number): Promise<void> {
  let asked = 0
  await page
    .context()
    .route(`**/assets/${name}-*.js`, (route) =>
      asked++ < times ? route.fulfill({ status: 404, body: 'Not found' }) : route.continue(),
    )
}

test('a part that a new version took away is loaded with one reload, at the same address', async ({
  page,
  expectConsole,
}) => {
  expectConsole(/404|Failed to fetch dynamically imported module/)
  await takeAway(page, 'engagement-page', 1)
  const list = listOf(page)
  await list.open(flowSids.survey, '?status=ended#q=a')
  await page.evaluate(() => Object.assign(window, { isOld: true }))
  await list.rows.first().getByRole('link').click()
  await expect(panelOf(page).region).toBeVisible()
  await expect(panelOf(page).tree).toBeVisible()
  expect(await page.evaluate(() => 'isOld' in window)).toBe(false)
  expect(new URL(page.url())).toMatchObject({ search: '?status=ended', hash: '#q=a' })
})

test('one that stays away is said in its place, and the list stays', async ({ page, expectConsole }) => {
  expectConsole(/404|Failed to fetch dynamically imported module/)
  await takeAway(page, 'engagement-page', Infinity)
  const list = listOf(page)
  await list.open(flowSids.survey)
  await list.rows.first().getByRole('link').click()
  const alert = page.getByRole('alert')
  await expect(alert).toContainText('A part of Flowdesk could not be loaded.')
  await expect(alert.getByRole('button', { name: 'Reload' })).toBeVisible()
  await list.rows.first().waitFor()
  await expectAccessible(page)
  await page.evaluate(() => Object.assign(window, { isReloaded: true }))
  await page.waitForTimeout(1000)
  expect(await page.evaluate(() => 'isReloaded' in window)).toBe(true)
})

/** Ends the engine's worker as a browser short of memory does: without a word to the page. */
async function endEngine(page: Page): Promise<void> {
  const names = await Promise.all(page.workers().map((worker) => worker.evaluate(() => self.name)))
  const engine = page.workers()[names.indexOf('engine')]
  if (!engine) throw new Error('No worker of the page is named engine.')
  // It answers no more.
  void engine.evaluate(() => self.close()).catch(() => {})
}

test('an engine that dies is started again, and reads anew what it had read', async ({ page }) => {
  const list = listOf(page)
  await list.open(flowSids.mainMenu)
  await list.readToTheEnd()
  await endEngine(page)
  await expect(page.getByText('The list is being read again.')).toBeVisible()
  await expectAccessible(page)
  await expect(list.rows.first()).toBeVisible()
  await list.readToTheEnd()
  await expect(page.getByText('The list is being read again.')).toBeHidden({ timeout: 20_000 })
})

test('one that dies again and again is not started again by itself', async ({ page }) => {
  const list = listOf(page)
  await list.open(flowSids.survey)
  await list.readToTheEnd()
  const restarted = page.getByText('The list is being read again.')
  const stopped = page.getByRole('alert').filter({ hasText: 'Reading has stopped.' })
  for (let i = 0; i < 3; i++) {
    const read = page.waitForResponse(/Engagements\?PageSize=1000/)
    // oxlint-disable-next-line no-await-in-loop
    await endEngine(page)
    // oxlint-disable-next-line no-await-in-loop
    await read
  }
  await expect(restarted).toBeVisible()
  await endEngine(page)
  await expect(stopped).toBeVisible()
  await expect(list.rows.first()).toBeVisible()
  await expectAccessible(page)
  await stopped.getByRole('button', { name: 'Try again' }).click()
  await expect(stopped).toBeHidden()
  await list.readToTheEnd()
})

for (const [how, forbid] of [
  [
    'forbidden',
    () => {
      for (const name of ['localStorage', 'sessionStorage'])
        Object.defineProperty(window, name, {
          get: () => {
            throw new DOMException('Forbidden', 'SecurityError')
          },
        })
    },
  ],
  [
    'full',
    () => {
      Storage.prototype.setItem = () => {
        throw new DOMException('Full', 'QuotaExceededError')
      }
    },
  ],
] as const) {
  test(`storage that is ${how}: everything works, and lasts as long as the page`, async ({ page }) => {
    await page.addInitScript(forbid)
    const list = listOf(page)
    await list.open(flowSids.survey)
    await list.readToTheEnd()
    await page.getByRole('button', { name: 'Columns' }).click()
    await page.getByRole('radio', { name: 'Comfortable' }).check()
    await page.keyboard.press('Escape')
    await expect.poll(async () => (await list.rows.first().boundingBox())?.height).toBe(40)
    await list.rows.first().getByRole('link').click()
    await expect(panelOf(page).tree).toBeVisible()
  })
}
