import { flowSids } from '#emulator/flows.ts'

import {
  clickSignedOut,
  endSession,
  getAuthControls,
  password,
  startPasswordServer,
  testWithServer,
} from '../support/auth-helpers.ts'
import { getListPage, getPanel } from '../support/page-objects.ts'
import { expect, expectAccessibleInBoth } from '../support/test.ts'

const test = testWithServer(startPasswordServer)

const deepLink = `/flows/${flowSids.survey}/engagements?status=ended&sort=started#q=returns`

test('a deep link asks for the password first and then opens exactly that URL', async ({
  page,
  baseURL,
  allowConsole,
}) => {
  const requests: string[] = []
  page.on('request', (request) => {
    const { pathname } = new URL(request.url())
    if (pathname.startsWith('/api/')) requests.push(pathname)
  })
  const auth = getAuthControls(page)
  await page.goto(deepLink)
  await expect(auth.heading).toBeVisible()
  await expect(auth.passwordField).toBeFocused()
  await expect(page).toHaveTitle('Sign in · Flowdesk')

  await auth.signInButton.click()
  await expect(auth.alert).toHaveText('Enter the password.')
  expect(new Set(requests)).toEqual(new Set(['/api/session']))
  allowConsole(/401/)
  await auth.signIn('wrong')
  await expect(auth.alert).toHaveText('Wrong password.')
  // Nothing else has been requested by now, though the server has answered twice.
  expect(new Set(requests)).toEqual(new Set(['/api/session', '/api/session/password']))
  await expect(auth.passwordField).toHaveAttribute('aria-invalid', 'true')
  await expect(auth.passwordField).toBeFocused()

  await auth.signIn()
  const list = getListPage(page)
  await list.rows.first().waitFor()
  expect(page.url()).toBe(baseURL + deepLink)
  await expect(list.status('Ended')).toBeChecked()
  await expect(page.getByRole('searchbox', { name: 'Search engagements' })).toHaveValue('returns')
  await page.reload()
  await list.rows.first().waitFor()
})

test('keyboard only: sign in and sign out', async ({ page }) => {
  const auth = getAuthControls(page)
  await page.goto('/')
  await expect(auth.passwordField).toBeFocused()
  await page.keyboard.type(password)
  await page.keyboard.press('Enter')
  await page.getByRole('table', { name: 'Flows' }).waitFor()
  // The page has the focus in its content. The account is in the header before it.
  for (let i = 0; i < 6 && !(await auth.accountButton.evaluate((it) => it === document.activeElement)); i++)
    await page.keyboard.press('Shift+Tab')
  await page.keyboard.press('Enter')
  await expect(auth.signOutItem).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(auth.passwordField).toBeFocused()
})

test('after the session ends, a dialog opens over the page, which then continues', async ({
  page,
  context,
  allowConsole,
}) => {
  allowConsole(/401/)
  const auth = getAuthControls(page)
  const list = getListPage(page)
  const panel = getPanel(page)
  await page.goto(`/flows/${flowSids.mainMenu}/engagements?status=ended`)
  await auth.signIn()
  await list.waitUntilLoaded()
  const read = await list.loadingStatus.textContent()

  await endSession(context)
  await clickSignedOut(list.rows.nth(2).getByRole('link'))
  await expect(auth.dialog).toBeVisible()
  await expect(auth.passwordField).toBeFocused()
  const { href } = new URL(page.url())
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await page.mouse.click(5, 5)
  await expect(auth.dialog).toBeVisible()
  await expect(auth.dialog.getByRole('button', { name: 'Close' })).toHaveCount(0)
  expect(page.url()).toBe(href)

  await auth.signIn('wrong')
  await expect(auth.dialog.getByRole('alert')).toHaveText('Wrong password.')
  await auth.signIn()
  await expect(auth.dialog).toBeHidden()
  await expect(panel.item(/^flow, /)).toBeVisible()
  await expect(page.getByRole('alert')).toHaveCount(0)
  await expect(list.loadingStatus).toHaveText(read ?? '')
})

test('loading continues from the same page after signing in again', async ({
  page,
  context,
  allowConsole,
}) => {
  allowConsole(/401/)
  const auth = getAuthControls(page)
  const list = getListPage(page)
  const pages: string[] = []
  page.on('response', (response) => {
    if (response.url().includes('Engagements?PageSize=1000') && response.status() === 200)
      pages.push(new URL(response.url()).search)
  })
  await page.goto(`/flows/${flowSids.parcels}/engagements`)
  await auth.signIn()
  await list.rows.first().waitFor()
  await endSession(context)
  await expect(auth.dialog).toBeVisible()
  const before = pages.length
  await auth.signIn()
  await expect(auth.dialog).toBeHidden()
  await expect.poll(() => pages.length).toBeGreaterThan(before + 2)
  expect(new Set(pages).size).toBe(pages.length)
})

test('loading of contexts continues after signing in again', async ({ page, context, allowConsole }) => {
  allowConsole(/401/)
  const auth = getAuthControls(page)
  await page.goto(`/flows/${flowSids.webChat}/engagements#q=order`)
  await auth.signIn()
  await getListPage(page).waitUntilLoaded()
  await page.getByRole('button', { name: /^Load contexts/ }).click()
  const searched = page.getByText(/^Searched (?!0 )[\d,]+ of 1,840 runs/)
  await searched.waitFor()
  await endSession(context)
  await expect(auth.dialog).toBeVisible()
  const before = await searched.textContent()
  await auth.signIn()
  await expect(auth.dialog).toBeHidden()
  await expect(page.getByRole('alert')).toHaveCount(0)
  await expect(searched).not.toHaveText(before ?? '')
})

test('an export that could not be logged is saved after signing in again', async ({
  page,
  context,
  allowConsole,
}) => {
  allowConsole(/401/)
  const auth = getAuthControls(page)
  await page.goto(`/flows/${flowSids.survey}/engagements`)
  await auth.signIn()
  await getListPage(page).waitUntilLoaded()
  await page.getByRole('button', { name: 'Export' }).click()
  await endSession(context)
  const exporting = page.getByRole('dialog', { name: 'Export engagements' })
  await clickSignedOut(exporting.getByRole('button', { name: 'Export' }))
  await expect(auth.dialog).toBeVisible()
  await expect(auth.passwordField).toBeFocused()
  await expect(exporting.getByRole('alert')).toContainText('You are signed out. Sign in to continue.')
  const downloading = page.waitForEvent('download')
  await auth.signIn()
  expect((await downloading).suggestedFilename()).toMatch(/-all-\d+-engagements\.csv$/)
  await expect(exporting.getByText(/engagements exported$/)).toBeVisible()
  await expect(auth.dialog).toBeHidden()
})

test('signing in again in one tab unlocks the other tab', async ({ page, context, allowConsole }) => {
  allowConsole(/401/)
  await page.goto('/')
  await getAuthControls(page).signIn()
  await page.getByRole('table', { name: 'Flows' }).waitFor()
  const other = await context.newPage()
  await other.goto(`/flows/${flowSids.survey}/engagements`)
  await getListPage(other).waitUntilLoaded()

  await endSession(context)
  for (const tab of [page, other]) {
    await tab.bringToFront()
    await clickSignedOut(tab.getByRole('link', { name: tab === page ? 'Main menu (voice)' : /^FN/ }).first())
    await expect(getAuthControls(tab).dialog).toBeVisible()
  }
  await getAuthControls(other).signIn()
  await expect(getAuthControls(other).dialog).toBeHidden()
  await expect(getAuthControls(page).dialog).toBeHidden()
  await getListPage(page).rows.first().waitFor()
})

test('signing out removes all data, in every tab', async ({ page, context, baseURL, allowConsole }) => {
  // The other tab may be loading steps when the session ends.
  allowConsole(/401.*\/Steps/)
  const auth = getAuthControls(page)
  const list = getListPage(page)
  await page.goto(deepLink)
  await auth.signIn()
  await list.rows.first().waitFor()
  await page.evaluate(() => {
    for (const store of [localStorage, sessionStorage]) {
      store.setItem('flowdesk.test', 'one')
      store.setItem('other', 'two')
    }
  })
  const other = await context.newPage()
  await other.goto(`/flows/${flowSids.survey}/engagements`)
  await getListPage(other).rows.first().waitFor()
  // Not the first one: the oldest run may have expired by now.
  await list.rows.nth(8).getByRole('link').click()
  await getPanel(page).tree.waitFor()

  await auth.accountButton.click()
  await auth.signOutItem.click()
  for (const tab of [page, other]) {
    await expect(getAuthControls(tab).heading).toBeVisible()
    expect(tab.url()).toBe(`${baseURL}/`)
  }
  const remainingKeys = await page.evaluate(() => [
    ...Object.keys(localStorage),
    ...Object.keys(sessionStorage),
  ])
  expect(remainingKeys.filter((name) => name.startsWith('flowdesk.'))).toEqual([])
  await expect.poll(() => context.cookies()).toEqual([])

  // Back does not show it either, and no address of the visit is left.
  await page.goBack()
  await expect(page).toHaveURL(`${baseURL}/`)
  await expect(auth.heading).toBeVisible()
  await expect(list.grid).toBeHidden()
})

test('only clicks and keys extend a session, with one request a minute', async ({ page }) => {
  const renewals: string[] = []
  page.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith('/api/session')) renewals.push(request.url())
  })
  await page.clock.install()
  await page.goto(`/flows/${flowSids.survey}/engagements`)
  await getAuthControls(page).signIn()
  await getListPage(page).waitUntilLoaded()
  await page.clock.runFor(300_000)
  await page.mouse.move(300, 300)
  const before = renewals.length
  await getListPage(page).grid.press('ArrowDown')
  await expect.poll(() => renewals.length).toBe(before + 1)
  for (let i = 0; i < 5; i++) await page.keyboard.press('ArrowDown')
  await page.mouse.click(640, 20)
  await page.clock.runFor(61_000)
  expect(renewals).toHaveLength(before + 1)
  await page.keyboard.press('ArrowDown')
  await expect.poll(() => renewals.length).toBe(before + 2)
})

test('signing out without a connection shows an error', async ({ page, context, allowConsole }) => {
  allowConsole(/ERR_INTERNET_DISCONNECTED/)
  const auth = getAuthControls(page)
  await page.goto('/')
  await auth.passwordField.waitFor()
  await context.setOffline(true)
  await auth.signIn()
  await expect(auth.alert).toContainText('You are offline.')
  await context.setOffline(false)
  await auth.signIn()
  await page.getByRole('table', { name: 'Flows' }).waitFor()
  await auth.accountButton.click()
  await auth.signOutItem.waitFor()
  await context.setOffline(true)
  await auth.signOutItem.click()
  await expect(page.getByText('You are still signed in.')).toBeVisible()
  await context.setOffline(false)
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(auth.passwordField).toBeVisible()
})

for (const width of [1280, 390]) {
  test.describe(`axe finds no violation on sign-in, ${width} px, light and dark`, () => {
    test.use({ viewport: { width, height: 720 } })

    test('the sign-in page and dialog', async ({ page, context, allowConsole }) => {
      allowConsole(/401/)
      const auth = getAuthControls(page)
      await page.goto(`/flows/${flowSids.survey}/engagements`)
      await auth.passwordField.waitFor()
      await expectAccessibleInBoth(page)
      await auth.signInButton.click()
      await auth.alert.waitFor()
      await expectAccessibleInBoth(page)
      await auth.signIn()
      await getListPage(page).waitUntilLoaded()
      await auth.accountButton.click()
      await auth.signOutItem.waitFor()
      await expectAccessibleInBoth(page)
      await page.keyboard.press('Escape')
      await endSession(context)
      await clickSignedOut(getListPage(page).rows.first().getByRole('link'))
      await auth.dialog.waitFor()
      await expectAccessibleInBoth(page)
    })
  })
}
