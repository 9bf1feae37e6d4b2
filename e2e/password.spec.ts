import { flowSids } from '#emulator/flows.ts'

import { doorOf, password, startPasswordServer, testAt } from './door.ts'
import { listOf, panelOf } from './list.ts'
import { expect, expectAccessible } from './test.ts'

const test = testAt(startPasswordServer)

const deep = `/flows/${flowSids.orderStatus}/engagements?status=ended&sort=started#q=order`

test('a deep link asks for the password first, and is exactly where it leads afterwards', async ({
  page,
  baseURL,
  expectConsole,
}) => {
  const asked: string[] = []
  page.on('request', (request) => {
    const { pathname } = new URL(request.url())
    if (pathname.startsWith('/api/')) asked.push(pathname)
  })
  const door = doorOf(page)
  await page.goto(deep)
  await expect(door.heading).toBeVisible()
  await expect(door.field).toBeFocused()
  await expect(page).toHaveTitle('Sign in · Flowdesk')
  await page.waitForTimeout(500)
  // And so the console has nothing to say of a 401.
  expect(new Set(asked)).toEqual(new Set(['/api/session']))

  await door.button.click()
  await expect(door.alert).toHaveText('Type the password first.')
  expectConsole(/401/)
  await door.signIn('wrong')
  await expect(door.alert).toHaveText('That is not the password.')
  await expect(door.field).toHaveAttribute('aria-invalid', 'true')
  await expect(door.field).toBeFocused()

  await door.signIn()
  const list = listOf(page)
  await list.rows.first().waitFor()
  expect(page.url()).toBe(baseURL + deep)
  await expect(list.status('Ended')).toBeChecked()
  await expect(page.getByRole('searchbox', { name: 'Search engagements' })).toHaveValue('order')
  await page.reload()
  await list.rows.first().waitFor()
})

test('with the keyboard alone: in, and out again', async ({ page }) => {
  const door = doorOf(page)
  await page.goto('/')
  await expect(door.field).toBeFocused()
  await page.keyboard.type(password)
  await page.keyboard.press('Enter')
  await page.getByRole('table', { name: 'Flows' }).waitFor()
  for (let i = 0; i < 6 && !(await door.account.evaluate((it) => it === document.activeElement)); i++)
    await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(door.signOut).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(door.field).toBeFocused()
})

test('a session that ends: a dialog over the screen, which goes on where it was', async ({
  page,
  context,
  expectConsole,
}) => {
  expectConsole(/401/)
  const door = doorOf(page)
  const list = listOf(page)
  const panel = panelOf(page)
  await page.goto(`/flows/${flowSids.mainMenu}/engagements?status=ended`)
  await door.signIn()
  await list.readToTheEnd()
  const read = await list.reading.textContent()

  await context.clearCookies()
  await list.rows.nth(2).getByRole('link').click()
  await expect(door.dialog).toBeVisible()
  await expect(door.field).toBeFocused()
  const { href } = new URL(page.url())
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await expect(door.dialog).toBeVisible()
  expect(page.url()).toBe(href)

  await door.signIn('wrong')
  await expect(door.dialog.getByRole('alert')).toHaveText('That is not the password.')
  await door.signIn()
  await expect(door.dialog).toBeHidden()
  await expect(panel.item(/^flow, /)).toBeVisible()
  await expect(page.getByRole('alert')).toHaveCount(0)
  await expect(list.reading).toHaveText(read ?? '')
})

test('a reading that is stopped by it goes on from the page where it stopped', async ({
  page,
  context,
  expectConsole,
}) => {
  expectConsole(/401/)
  const door = doorOf(page)
  const list = listOf(page)
  const pages: string[] = []
  page.on('response', (response) => {
    if (response.url().includes('Engagements?PageSize=1000') && response.status() === 200)
      pages.push(new URL(response.url()).search)
  })
  await page.goto(`/flows/${flowSids.parcels}/engagements`)
  await door.signIn()
  await list.rows.first().waitFor()
  await context.clearCookies()
  await expect(door.dialog).toBeVisible()
  const before = pages.length
  await door.signIn()
  await expect(door.dialog).toBeHidden()
  await expect.poll(() => pages.length).toBeGreaterThan(before + 2)
  expect(new Set(pages).size).toBe(pages.length)
})

test('contexts that were being loaded go on as well', async ({ page, context, expectConsole }) => {
  expectConsole(/401/)
  const door = doorOf(page)
  await page.goto(`/flows/${flowSids.webChat}/engagements#q=order`)
  await door.signIn()
  await listOf(page).readToTheEnd()
  await page.getByRole('button', { name: /^Load them/ }).click()
  const searched = page.getByText(/^Searched (?!0 )[\d,]+ of 1,840 read/)
  await searched.waitFor()
  await context.clearCookies()
  await expect(door.dialog).toBeVisible()
  const before = await searched.textContent()
  await door.signIn()
  await expect(door.dialog).toBeHidden()
  await expect(page.getByRole('alert')).toHaveCount(0)
  await expect(searched).not.toHaveText(before ?? '')
})

test('an export of which the audit could not be told is handed over once somebody is back', async ({
  page,
  context,
  expectConsole,
}) => {
  expectConsole(/401/)
  const door = doorOf(page)
  await page.goto(`/flows/${flowSids.survey}/engagements`)
  await door.signIn()
  await listOf(page).readToTheEnd()
  await page.getByRole('button', { name: 'Export' }).click()
  await context.clearCookies()
  const exporting = page.getByRole('dialog', { name: 'Export engagements' })
  await exporting.getByRole('button', { name: 'Export' }).click()
  await expect(door.dialog).toBeVisible()
  await expect(door.field).toBeFocused()
  await expect(exporting.getByRole('alert')).toContainText('You are signed out. Sign in to go on.')
  const downloading = page.waitForEvent('download')
  await door.signIn()
  expect((await downloading).suggestedFilename()).toMatch(/-all-\d+-engagements\.csv$/)
  await expect(exporting.getByText(/engagements exported$/)).toBeVisible()
  await expect(door.dialog).toBeHidden()
})

test('another tab need not be told twice', async ({ page, context, expectConsole }) => {
  expectConsole(/401/)
  await page.goto('/')
  await doorOf(page).signIn()
  await page.getByRole('table', { name: 'Flows' }).waitFor()
  const other = await context.newPage()
  await other.goto(`/flows/${flowSids.survey}/engagements`)
  await listOf(other).readToTheEnd()

  await context.clearCookies()
  for (const tab of [page, other]) {
    await tab.bringToFront()
    await tab
      .getByRole('link', { name: tab === page ? 'Main menu (voice)' : /^FN/ })
      .first()
      .click()
    await expect(doorOf(tab).dialog).toBeVisible()
  }
  await doorOf(other).signIn()
  await expect(doorOf(other).dialog).toBeHidden()
  await expect(doorOf(page).dialog).toBeHidden()
  await listOf(page).rows.first().waitFor()
})

test('signing out forgets everything, in every tab', async ({ page, context, baseURL }) => {
  const door = doorOf(page)
  const list = listOf(page)
  await page.goto(deep)
  await door.signIn()
  await list.rows.first().waitFor()
  await page.evaluate(() => {
    for (const store of [localStorage, sessionStorage]) {
      store.setItem('flowdesk.kept', 'one')
      store.setItem('other', 'two')
    }
  })
  const other = await context.newPage()
  await other.goto(`/flows/${flowSids.survey}/engagements`)
  await listOf(other).rows.first().waitFor()
  // Not the first: the oldest run may be past its retention by now.
  await list.rows.nth(8).getByRole('link').click()
  await panelOf(page).tree.waitFor()

  await door.account.click()
  await door.signOut.click()
  for (const tab of [page, other]) {
    await expect(doorOf(tab).heading).toBeVisible()
    expect(tab.url()).toBe(`${baseURL}/`)
  }
  const kept = await page.evaluate(() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)])
  expect(kept.filter((name) => name.startsWith('flowdesk.'))).toEqual([])
  expect(await context.cookies()).toEqual([])

  // Going back shows nothing either.
  await page.goBack()
  await expect(page).toHaveURL(baseURL + deep)
  await expect(door.heading).toBeVisible()
  await expect(list.grid).toBeHidden()
})

test('only a press or a key keeps a session, and says so once a minute', async ({ page }) => {
  const told: string[] = []
  page.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith('/api/session')) told.push(request.url())
  })
  await page.clock.install()
  await page.goto(`/flows/${flowSids.survey}/engagements`)
  await doorOf(page).signIn()
  await listOf(page).readToTheEnd()
  await page.clock.runFor(300_000)
  await page.mouse.move(300, 300)
  const before = told.length
  await listOf(page).grid.press('ArrowDown')
  await expect.poll(() => told.length).toBe(before + 1)
  for (let i = 0; i < 5; i++) await page.keyboard.press('ArrowDown')
  await page.mouse.click(640, 20)
  await page.clock.runFor(61_000)
  expect(told).toHaveLength(before + 1)
  await page.keyboard.press('ArrowDown')
  await expect.poll(() => told.length).toBe(before + 2)
})

test('without a connection nobody signs out, and it is said', async ({ page, context, expectConsole }) => {
  expectConsole(/ERR_INTERNET_DISCONNECTED/)
  const door = doorOf(page)
  await page.goto('/')
  await context.setOffline(true)
  await door.signIn()
  await expect(door.alert).toContainText('You are offline.')
  await context.setOffline(false)
  await door.signIn()
  await page.getByRole('table', { name: 'Flows' }).waitFor()
  await door.account.click()
  await door.signOut.waitFor()
  await context.setOffline(true)
  await door.signOut.click()
  await expect(page.getByText('You are still signed in.')).toBeVisible()
  await context.setOffline(false)
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(door.field).toBeVisible()
})

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [1280, 390]) {
    test.describe(`axe finds nothing at the door, ${colorScheme}, ${width} px`, () => {
      test.use({ colorScheme, viewport: { width, height: 720 } })

      test('signing in, and in again', async ({ page, context, expectConsole }) => {
        expectConsole(/401/)
        const door = doorOf(page)
        await page.goto(`/flows/${flowSids.survey}/engagements`)
        await door.field.waitFor()
        await expectAccessible(page)
        await door.button.click()
        await door.alert.waitFor()
        await expectAccessible(page)
        await door.signIn()
        await listOf(page).readToTheEnd()
        await door.account.click()
        await door.signOut.waitFor()
        await expectAccessible(page)
        await page.keyboard.press('Escape')
        await context.clearCookies()
        await listOf(page).rows.first().getByRole('link').click()
        await door.dialog.waitFor()
        await expectAccessible(page)
      })
    })
  }
}
