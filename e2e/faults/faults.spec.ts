import { faultSids } from '#emulator/faults/sids.ts'
import { flowSids } from '#emulator/flows.ts'

import { getListPage, getPanel, testedPaths } from '../support/page-objects.ts'
import { expect, expectAccessible, test } from '../support/test.ts'

test.describe('a flow that cannot be loaded shows the reason', () => {
  for (const [name, expectedText] of [
    ['unauthorized', 'TWILIO_API_KEY'],
    ['forbidden', 'read access to Studio'],
    ['serverError', 'Twilio could not answer'],
    ['html', 'not JSON'],
    ['connectionReset', 'No connection|could not answer'],
    ['connectionResetMidBody', 'No connection|could not answer'],
    // Browsers differ in how they report it.
    ['brokenGzip', 'No connection|could not answer|was cut off'],
  ] as const) {
    test(name, async ({ page, allowConsole }) => {
      allowConsole(/Failed to load resource/)
      await page.goto(testedPaths.engagements(faultSids[name]))
      const alert = page.getByRole('alert').filter({ hasText: new RegExp(expectedText) })
      await expect(alert).toBeVisible({ timeout: 20_000 })
      await expect(alert.getByRole('button', { name: 'Try again' })).toBeVisible()
    })
  }
})

test.describe('a list with malformed data loads to its end', () => {
  for (const name of [
    'missingFields',
    'unknownStatus',
    'oddContexts',
    'missingSids',
    'duplicateSids',
    'outOfOrder',
    'otherHost',
    'protoKeys',
    'hostileText',
    'compressed',
  ] as const) {
    test(name, async ({ page }) => {
      const list = getListPage(page)
      await list.open(faultSids[name])
      await list.waitUntilLoaded()
      if (name === 'outOfOrder') await expect(list.loadingStatus).toContainText('not in date order')
      if (name === 'unknownStatus') await expect(list.grid).toContainText('paused')
    })
  }
})

test('a flow that is listed but deleted', async ({ page, allowConsole }) => {
  allowConsole(/Failed to load resource/)
  await page.goto(testedPaths.engagements(faultSids.notFound))
  await expect(page.getByRole('alert')).toContainText('Flow not found')
})

test('a repeated page token stops loading with an error', async ({ page }) => {
  const list = getListPage(page)
  await list.open(faultSids.repeatingToken)
  await expect(list.loadingStatus).toContainText('Twilio sent the same page again')
})

test('an expired token: loaded data stays, and loading restarts', async ({ page, allowConsole }) => {
  allowConsole(/Failed to load resource/)
  const list = getListPage(page)
  const alert = page.getByRole('alert')
  const end = page.getByText('all of them')
  await list.open(faultSids.expiredToken)
  await expect(alert.or(end)).toBeVisible()
  // Only every other load has the fault: if the first did not, the next one does.
  if (await end.isVisible()) await page.reload()
  await expect(alert).toContainText('page token has expired')
  await expect(list.rows.first()).toBeVisible()
  await page.getByRole('button', { name: 'Reload from the start' }).click()
  await list.waitUntilLoaded()
})

test('a truncated page: loaded data stays', async ({ page }) => {
  const list = getListPage(page)
  await list.open(faultSids.cutShort)
  await expect(page.getByRole('alert')).toContainText('was cut off')
  await expect(list.loadingStatus).toContainText('1,000 engagements read')
})

test('gzip that decompresses without end stops with the reason: loaded data stays', async ({ page }) => {
  const list = getListPage(page)
  await list.open(faultSids.gzipBomb)
  await expect(page.getByRole('alert')).toContainText('The response is too large.', { timeout: 60_000 })
  await expect(list.loadingStatus).toContainText('1,000 engagements read')
})

test('an unknown status is shown as sent, under All only', async ({ page }) => {
  const list = getListPage(page)
  await list.open(faultSids.unknownStatus)
  await list.waitUntilLoaded()
  await list.status('Ended').check()
  await expect(list.grid).not.toContainText('paused')
})

test('an empty flow shows possible reasons', async ({ page }) => {
  await page.goto(testedPaths.engagements(flowSids.empty))
  await expect(page.getByText('No engagements', { exact: true })).toBeVisible()
})

test('a 20 MB context opens, and its copy button says that copying takes a moment', async ({
  page,
  context,
}) => {
  test.slow()
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const list = getListPage(page)
  await list.open(faultSids.hugeContext)
  await list.rows.first().getByRole('link').click()
  const panel = getPanel(page)
  await expect(panel.item(/^widgets, /)).toBeVisible({ timeout: 60_000 })
  const copy = panel.region.getByRole('button', { name: 'Copy JSON' })
  const takesAMoment = /^\d\d MB: copying takes a moment$/
  await expect(copy).toHaveAccessibleDescription(takesAMoment)
  await expectAccessible(page)

  const copyLog = await copy.evaluateHandle(recordCopyProgress)
  await copy.click()
  // "Copied" is shown too briefly to poll for, so the page records its frames.
  await expect.poll(() => copyLog.jsonValue(), { timeout: 60_000 }).toContain('Copied')
  expect((await copyLog.jsonValue()).slice(0, 3)).toEqual(['Copy JSON', 'Copying…', 'the text is made'])
  const copied = await page.evaluate(async () => {
    const parsed: unknown = JSON.parse(await navigator.clipboard.readText())
    return JSON.stringify(parsed).length
  })
  expect(copied).toBeGreaterThan(10_000_000)

  await panel.item(/^contact, /).click()
  const copyValue = panel.region.getByRole('button', { name: 'Copy value' })
  await expect(copyValue).toHaveAccessibleDescription('')
  await panel.item(/^widgets, /).click()
  await expect(copyValue).toHaveAccessibleDescription(takesAMoment)
})

/** Runs in the page. Records the button's text in each frame, and when the copied text is built. */
function recordCopyProgress(button: Element): string[] {
  const log: string[] = []
  const record = (line: string) => {
    if (log.at(-1) !== line) log.push(line)
  }
  const checkFrame = () => {
    record(button.textContent)
    requestAnimationFrame(checkFrame)
  }
  checkFrame()
  window.Blob = class extends Blob {
    constructor(...parts: ConstructorParameters<typeof Blob>) {
      super(...parts)
      record('the text is made')
    }
  }
  return log
}

test('malicious text is displayed as text', async ({ page }) => {
  const list = getListPage(page)
  await list.open(faultSids.hostileText)
  await list.rows.first().getByRole('link').click()
  const panel = getPanel(page)
  await panel.region.getByRole('button', { name: 'Expand all' }).click()
  await expect(panel.tree.getByRole('treeitem').first()).toBeVisible()
  expect(await page.locator('main img, main script, main iframe').count()).toBe(0)
  // Two tabs with runs of one flow have different titles, and nothing in them changes the order of other text.
  await expect(page).toHaveTitle(/^FN[0-9a-f]{32} · .*⟨U\+202E⟩.*zero⟨U\+200B⟩width · Flowdesk$/)
})
