import type { Page } from '@playwright/test'

import { flowSids } from '#emulator/flows.ts'

import {
  clickSignedOut,
  endSession,
  getAuthControls,
  startOidcServer,
  testWithServer,
} from '../support/auth-helpers.ts'
import { getListPage, getPanel } from '../support/page-objects.ts'
import { expect, expectAccessible } from '../support/test.ts'

const fontsOrigin = 'https://fonts.googleapis.com'

const base = testWithServer(startOidcServer)
const test = base.extend<{ requests: string[] }>({
  // All requests, including those to the provider.
  requests: [
    async ({ context, server, consoleGuard }, provide) => {
      consoleGuard.allowOrigin(server.provider)
      // The test provider's pages load a font from another host, and an icon that does not exist.
      consoleGuard.allowOrigin(fontsOrigin)
      consoleGuard.allowConsole(/favicon/)
      await context.route(`${fontsOrigin}/**`, (route) =>
        route.fulfill({ contentType: 'text/css', body: '' }),
      )
      const requests: string[] = []
      context.on('request', (request) => requests.push(request.url() + (request.postData() ?? '')))
      await provide(requests)
    },
    { auto: true },
  ],
})

const list = `/flows/${flowSids.survey}/engagements`
const deepLink = `${list}?status=ended&cols=status,contact#q=secret-words`

/** Signs in on the provider's pages. */
async function signInAtProvider(page: Page, login: string): Promise<void> {
  await page.getByPlaceholder('Enter any login').fill(login)
  await page.getByPlaceholder('and password').fill('any password')
  await page.getByRole('button', { name: 'Sign-in' }).click()
  await page.getByRole('button', { name: 'Continue' }).click()
}

test('a deep link survives the sign-in, and its fragment is not sent to any server', async ({
  page,
  baseURL,
  requests,
}) => {
  const auth = getAuthControls(page)
  await page.goto(deepLink)
  await expect(auth.heading).toBeVisible()
  await expectAccessible(page)
  await auth.signInButton.click()
  await signInAtProvider(page, 'ada')
  await expect(auth.accountButton).toHaveAccessibleName('Account: ada@example.com')
  expect(page.url()).toBe(baseURL + deepLink)
  await expect(page.getByRole('searchbox', { name: 'Search engagements' })).toHaveValue('secret-words')
  expect(requests.length).toBeGreaterThan(10)
  expect(requests.filter((each) => each.includes('secret-words'))).toEqual([])
  expect(await page.evaluate(() => Object.keys(sessionStorage))).toEqual([])
})

test('a user without access sees an error at the URL they opened', async ({ page, baseURL }) => {
  const auth = getAuthControls(page)
  await page.goto(deepLink)
  await auth.signInButton.click()
  await signInAtProvider(page, 'mallory')
  await expect(auth.alert).toContainText('You don’t have access to Flowdesk')
  expect(page.url()).toBe(baseURL + deepLink)
  await expectAccessible(page)
  await page.reload()
  await expect(auth.heading).toBeVisible()
  await expect(auth.alert).toBeHidden()
})

test('after the session ends, signing in again uses a separate window', async ({
  page,
  context,
  allowConsole,
}) => {
  allowConsole(/401|Scripts may close only/)
  const auth = getAuthControls(page)
  await page.goto(list)
  await auth.signInButton.click()
  await signInAtProvider(page, 'ada')
  await getListPage(page).rows.first().waitFor()
  await endSession(context)
  await clickSignedOut(getListPage(page).rows.first().getByRole('link'))
  await expect(auth.dialog).toBeVisible()
  await expectAccessible(page)

  const opened = context.waitForEvent('page')
  await auth.signInButton.click()
  const popup = await opened
  await signInAtProvider(popup, 'ada')
  await expect(auth.dialog).toBeHidden()
  await expect(getPanel(page).item(/^flow, /)).toBeVisible()
  await expect.poll(() => popup.isClosed()).toBe(true)
})

test('when another user signs in, all loaded data is removed', async ({ page, context, allowConsole }) => {
  allowConsole(/401|Scripts may close only/)
  const auth = getAuthControls(page)
  await page.goto(list)
  await auth.signInButton.click()
  await signInAtProvider(page, 'ada')
  await getListPage(page).rows.first().waitFor()
  await page.evaluate(() => {
    Object.assign(window, { isOld: true })
    localStorage.setItem('flowdesk.searches', '["a"]')
  })
  await endSession(context)
  await clickSignedOut(getListPage(page).rows.first().getByRole('link'))
  await expect(auth.dialog).toBeVisible()
  const opened = context.waitForEvent('page')
  await auth.signInButton.click()
  await signInAtProvider(await opened, 'grace')
  await expect(auth.accountButton).toHaveAccessibleName('Account: grace@example.com')
  expect(await page.evaluate(() => [localStorage.getItem('flowdesk.searches'), 'isOld' in window])).toEqual([
    null,
    false,
  ])
  await expect(getPanel(page).region).toBeVisible()
})

test('signing out also signs out at the provider, which leads back', async ({ page, baseURL }) => {
  const auth = getAuthControls(page)
  await page.goto(list)
  await auth.signInButton.click()
  await signInAtProvider(page, 'ada')
  await auth.accountButton.click()
  await auth.signOutItem.click()
  await page.getByRole('button', { name: 'Yes, sign me out' }).click()
  await expect(auth.heading).toBeVisible()
  expect(page.url()).toBe(`${baseURL}/`)
  // The provider asks who it is again.
  await auth.signInButton.click()
  await expect(page.getByPlaceholder('Enter any login')).toBeVisible()
})
