import type { Page } from '@playwright/test'

import { flowSids } from '#emulator/flows.ts'

import { getListPage, getPanel, runsPageRequest, testedPaths } from '../support/page-objects.ts'
import { expect, expectAccessible, test } from '../support/test.ts'

test('offline: loaded data stays, and loading resumes when the connection is back', async ({
  page,
  context,
  allowConsole,
}) => {
  allowConsole(/ERR_INTERNET_DISCONNECTED|Failed to fetch dynamically imported module/)
  const list = getListPage(page)
  const offline = page.getByText('You are offline.')
  await page.goto(testedPaths.engagements(flowSids.parcels))
  await list.rows.first().waitFor()
  await context.setOffline(true)
  await expect(offline).toBeVisible()
  await expectAccessible(page)
  const read = await list.loadingStatus.textContent()
  await expect(list.rows.first()).toBeVisible()
  // A run opened meanwhile appears when the connection is back, including the code that renders it. When that code does
  // not load, the page asks with HEAD whether the server is reachable.
  const unreachable = page.waitForEvent('requestfailed', (request) => request.method() === 'HEAD')
  await list.rows.nth(1).getByRole('link').click()
  await unreachable
  await expect(list.rows.first()).toBeVisible()
  await context.setOffline(false)
  await expect(offline).toBeHidden()
  await expect(getPanel(page).item(/^flow, /)).toBeVisible()
  await expect(page.getByRole('alert')).toHaveCount(0)
  await expect(list.loadingStatus).not.toHaveText(read ?? '')
})

test('an unreachable server is not reported as offline', async ({ page, context, allowConsole }) => {
  allowConsole(/ERR_FAILED/)
  const list = getListPage(page)
  await list.open(flowSids.survey)
  await list.waitUntilLoaded()
  // The connection to Flowdesk itself, which no fault of the emulator concerns.
  await context.route('**/api/**', (route) => route.abort())
  await list.rows.first().getByRole('link').click()
  await expect(page.getByText('Flowdesk cannot be reached.')).toBeVisible()
  await context.unroute('**/api/**')
  await expect(page.getByText('Flowdesk cannot be reached.')).toBeHidden()
  await expect(page.getByRole('alert')).toHaveCount(0)
})

test('a page that opens while the server does not respond loads by itself once it does', async ({
  page,
  allowConsole,
}) => {
  allowConsole(/503/)
  // As a proxy in front of Flowdesk answers while it starts. No fault of the emulator concerns this.
  await page.route('**/api/session', (route) => route.fulfill({ status: 503, body: 'Starting' }))
  await page.goto('/')
  await expect(page.getByRole('alert')).toContainText('Flowdesk isn’t responding')
  await expectAccessible(page)
  await page.unroute('**/api/session')
  await expect(page.getByRole('link', { name: 'Order status (SMS)' })).toBeVisible()
  await expect(page.getByRole('alert')).toBeHidden()
})

/**
 * Makes requests for a file return 404 a given number of times, as if a new version had replaced it. The emulator cannot
 * do that, because it serves no files.
 */
async function failChunk(page: Page, name: string, times: number): Promise<void> {
  let requestCount = 0
  await page
    .context()
    .route(`**/assets/${name}-*.js`, (route) =>
      requestCount++ < times ? route.fulfill({ status: 404, body: 'Not found' }) : route.continue(),
    )
}

test('a chunk that a new version removed loads after one reload, at the same URL', async ({
  page,
  allowConsole,
}) => {
  allowConsole(/404|Failed to fetch dynamically imported module/)
  await failChunk(page, 'engagement-page', 1)
  const list = getListPage(page)
  await list.open(flowSids.survey, '?status=ended#q=a')
  await page.evaluate(() => Object.assign(window, { isOld: true }))
  await list.rows.first().getByRole('link').click()
  await expect(getPanel(page).region).toBeVisible()
  await expect(getPanel(page).tree).toBeVisible()
  expect(await page.evaluate(() => 'isOld' in window)).toBe(false)
  const { search, hash } = new URL(page.url())
  // A hit opens at its match.
  expect([search.split('&path=')[0], hash]).toEqual(['?status=ended', '#q=a'])
})

test('a chunk that stays missing shows an error in its place, and the list stays', async ({
  page,
  allowConsole,
}) => {
  allowConsole(/404|Failed to fetch dynamically imported module/)
  await failChunk(page, 'engagement-page', Infinity)
  const documents: string[] = []
  page.on('request', (request) => {
    if (request.isNavigationRequest()) documents.push(request.url())
  })
  const list = getListPage(page)
  await list.open(flowSids.survey)
  await list.rows.first().getByRole('link').click()
  // The one reload.
  await expect.poll(() => documents.length).toBe(2)
  const alert = page.getByRole('alert')
  await expect(alert).toContainText('Part of Flowdesk couldn’t be loaded.')
  await expect(alert.getByRole('button', { name: 'Reload' })).toBeVisible()
  await list.rows.first().waitFor()
  await expectAccessible(page)
  // It reloaded once. Each load of the document requests the chunk again and fails at once, so a further reload would
  // have begun before the list was back.
  expect(documents).toHaveLength(2)
})

/** Terminates the engine's worker without notifying the page, as a browser does when memory is short. */
async function terminateEngine(page: Page): Promise<void> {
  const names = await Promise.all(page.workers().map((worker) => worker.evaluate(() => self.name)))
  const engine = page.workers()[names.indexOf('engine')]
  if (!engine) throw new Error('The page has no worker named engine.')
  // The closed worker cannot respond, so the call is not awaited.
  void engine.evaluate(() => self.close()).catch(() => {})
}

test('a crashed engine is restarted and loads the same rows again', async ({ page }) => {
  const list = getListPage(page)
  await list.open(flowSids.mainMenu)
  await list.waitUntilLoaded()
  await terminateEngine(page)
  await expect(page.getByText('The list is loading again.')).toBeVisible()
  await expectAccessible(page)
  await expect(list.rows.first()).toBeVisible()
  await list.waitUntilLoaded()
  await expect(page.getByText('The list is loading again.')).toBeHidden({ timeout: 20_000 })
})

test('an engine that keeps crashing is not restarted automatically', async ({ page }) => {
  const list = getListPage(page)
  await list.open(flowSids.survey)
  await list.waitUntilLoaded()
  const restarted = page.getByText('The list is loading again.')
  const stopped = page.getByRole('alert').filter({ hasText: 'Loading has stopped.' })
  for (let i = 0; i < 3; i++) {
    const read = page.waitForResponse(runsPageRequest)
    await terminateEngine(page)
    await read
  }
  await expect(restarted).toBeVisible()
  await terminateEngine(page)
  await expect(stopped).toBeVisible()
  await expect(list.rows.first()).toBeVisible()
  await expectAccessible(page)
  await stopped.getByRole('button', { name: 'Try again' }).click()
  await expect(stopped).toBeHidden()
  await list.waitUntilLoaded()
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
  test(`storage that is ${how}: everything works until the page is closed`, async ({ page }) => {
    await page.addInitScript(forbid)
    const list = getListPage(page)
    await list.open(flowSids.survey)
    await list.waitUntilLoaded()
    await page.getByRole('button', { name: 'Settings' }).click()
    await page.getByRole('radio', { name: 'Comfortable' }).check()
    await page.keyboard.press('Escape')
    await expect.poll(async () => (await list.rows.first().boundingBox())?.height).toBe(40)
    await list.rows.first().getByRole('link').click()
    await expect(getPanel(page).tree).toBeVisible()
  })
}
