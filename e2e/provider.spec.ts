import type { Page } from '@playwright/test'

import { flowSids } from '#emulator/flows.ts'

import { doorOf, startOidcServer, testAt } from './door.ts'
import { listOf, panelOf } from './list.ts'
import { expect, expectAccessible } from './test.ts'

const fonts = 'https://fonts.googleapis.com'

const base = testAt(startOidcServer)
const test = base.extend<{ asked: string[] }>({
  // What any server was asked, the provider among them.
  asked: [
    async ({ context, server, watch }, provide) => {
      watch.expectOrigin(server.provider)
      // The pages the provider has for tests want a font from elsewhere, and an icon they have not.
      watch.expectOrigin(fonts)
      watch.expectConsole(/favicon/)
      await context.route(`${fonts}/**`, (route) => route.fulfill({ contentType: 'text/css', body: '' }))
      const asked: string[] = []
      context.on('request', (request) => asked.push(request.url() + (request.postData() ?? '')))
      await provide(asked)
    },
    { auto: true },
  ],
})

const list = `/flows/${flowSids.orderStatus}/engagements`
const deep = `${list}?status=ended&cols=status,contact#q=secret-words`

/** What somebody does at the provider's pages. */
async function signInAt(page: Page, login: string): Promise<void> {
  await page.getByPlaceholder('Enter any login').fill(login)
  await page.getByPlaceholder('and password').fill('any password')
  await page.getByRole('button', { name: 'Sign-in' }).click()
  await page.getByRole('button', { name: 'Continue' }).click()
}

test('a deep link survives the provider, with what no server may see', async ({ page, baseURL, asked }) => {
  const door = doorOf(page)
  await page.goto(deep)
  await expect(door.heading).toBeVisible()
  await expectAccessible(page)
  await door.button.click()
  await signInAt(page, 'ada')
  await expect(door.account).toHaveAccessibleName('Account: ada@example.com')
  expect(page.url()).toBe(baseURL + deep)
  await expect(page.getByRole('searchbox', { name: 'Search engagements' })).toHaveValue('secret-words')
  expect(asked.length).toBeGreaterThan(10)
  expect(asked.filter((each) => each.includes('secret-words'))).toEqual([])
  expect(await page.evaluate(() => Object.keys(sessionStorage))).toEqual([])
})

test('who may not come in is told so, where they wanted to go', async ({ page, baseURL }) => {
  const door = doorOf(page)
  await page.goto(deep)
  await door.button.click()
  await signInAt(page, 'mallory')
  await expect(door.alert).toContainText('may not come in here')
  expect(page.url()).toBe(baseURL + deep)
  await expectAccessible(page)
  await page.reload()
  await expect(door.heading).toBeVisible()
  await expect(door.alert).toBeHidden()
})

test('a session that ends is begun again in a window of its own', async ({
  page,
  context,
  expectConsole,
}) => {
  expectConsole(/401|Scripts may close only/)
  const door = doorOf(page)
  await page.goto(list)
  await door.button.click()
  await signInAt(page, 'ada')
  await listOf(page).rows.first().waitFor()
  await context.clearCookies()
  await listOf(page).rows.first().getByRole('link').click()
  await expect(door.dialog).toBeVisible()
  await expectAccessible(page)

  const opened = context.waitForEvent('page')
  await door.button.click()
  const popup = await opened
  await signInAt(popup, 'ada')
  await expect(door.dialog).toBeHidden()
  await expect(panelOf(page).item(/^flow, /)).toBeVisible()
  await expect.poll(() => popup.isClosed()).toBe(true)
})

test('when somebody else signs in, nothing that was read stays', async ({ page, context, expectConsole }) => {
  expectConsole(/401|Scripts may close only/)
  const door = doorOf(page)
  await page.goto(list)
  await door.button.click()
  await signInAt(page, 'ada')
  await listOf(page).rows.first().waitFor()
  await page.evaluate(() => {
    Object.assign(window, { isOld: true })
    localStorage.setItem('flowdesk.searches', '["a"]')
  })
  await context.clearCookies()
  await listOf(page).rows.first().getByRole('link').click()
  await expect(door.dialog).toBeVisible()
  const opened = context.waitForEvent('page')
  await door.button.click()
  await signInAt(await opened, 'grace')
  await expect(door.account).toHaveAccessibleName('Account: grace@example.com')
  expect(await page.evaluate(() => [localStorage.getItem('flowdesk.searches'), 'isOld' in window])).toEqual([
    null,
    false,
  ])
  await expect(panelOf(page).region).toBeVisible()
})
