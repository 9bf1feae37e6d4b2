import { flowSids } from '#emulator/flows.ts'

import { getListPage, getPanel, holdRequests } from '../support/page-objects.ts'
import { expect, test } from '../support/test.ts'

for (const [theme, system] of [
  ['dark', 'light'],
  ['light', 'dark'],
] as const) {
  test(`the chosen ${theme} theme is there from the first paint`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: system })
    await page.goto('/')
    await page.getByRole('button', { name: 'Settings' }).click()
    await page.getByRole('radio', { name: theme === 'dark' ? 'Dark' : 'Light' }).check()
    const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
    const chosen = await background()

    // Frames are painted before the app's code is there.
    const release = await holdRequests(page, /\/assets\/index-.*\.js$/)
    await page.addInitScript(() => {
      const painted: string[] = []
      Object.assign(window, { backgrounds: painted })
      requestAnimationFrame(function look() {
        // Before its style sheet is there the page is not painted.
        if (document.styleSheets.length > 0 && document.body !== null)
          painted.push(getComputedStyle(document.body).backgroundColor)
        requestAnimationFrame(look)
      })
    })
    await page.reload({ waitUntil: 'commit' })
    const painted = () => page.evaluate((): string[] => Reflect.get(window, 'backgrounds'))
    await expect.poll(async () => (await painted()).length).toBeGreaterThan(2)
    release()
    await page.getByRole('table', { name: 'Flows' }).getByRole('link').first().waitFor()
    expect(new Set(await painted())).toEqual(new Set([chosen]))

    // Another tab follows.
    const other = await page.context().newPage()
    await other.emulateMedia({ colorScheme: system })
    await other.goto('/')
    await other.getByRole('button', { name: 'Settings' }).click()
    await other.getByRole('radio', { name: 'System' }).check()
    await expect.poll(background).not.toBe(chosen)
  })
}

for (const width of [1280, 390]) {
  test(`at ${width} px the first page has a skeleton at once, and nothing moves when the rows come`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height: 720 })
    // A run opened before is listed above the flows.
    const list = getListPage(page)
    await list.open(flowSids.survey)
    await list.rows.first().getByRole('link').click()
    await getPanel(page).item(/./).first().waitFor()

    const releaseCode = await holdRequests(page, /\/assets\/flows-page-.*\.js$/)
    const releaseFlows = await holdRequests(page, /\/api\/v1\/Flows\?/)
    await page.addInitScript(() => {
      const shifts: string[] = []
      Object.assign(window, { shifts })
      new PerformanceObserver((entries) => {
        for (const entry of entries.getEntries()) shifts.push(JSON.stringify(entry))
      }).observe({ type: 'layout-shift', buffered: true })
    })
    await page.goto('/')
    await expect(page.getByRole('banner')).toContainText('Flowdesk')
    await expect(page.getByRole('main').locator('.animate-pulse')).toBeVisible()
    releaseCode()
    const table = page.getByRole('table', { name: 'Flows' })
    await expect(table).toHaveAttribute('aria-busy', 'true')
    await page.evaluate(() => document.fonts.ready)
    await page.evaluate(() => Reflect.set(window, 'before', performance.now()))
    releaseFlows()
    await table.getByRole('link').first().waitFor()
    await expect(page.getByRole('region', { name: 'Last opened runs' })).toBeVisible()
    await expect(page.getByRole('button', { name: 'Open a saved run' })).toBeEnabled()
    await page.evaluate(() => new Promise(requestAnimationFrame))
    const shifts = await page.evaluate((): string[] => Reflect.get(window, 'shifts'))
    const before = await page.evaluate((): number => Reflect.get(window, 'before'))
    expect(shifts.filter((each) => Number(JSON.parse(each).startTime) > before)).toEqual([])
  })
}
