import { faultSids } from '#emulator/faults.ts'
import { flowSids } from '#emulator/flows.ts'

import { listOf, panelOf } from './list.ts'
import { expect, expectAccessible, test } from './test.ts'

test.describe('a flow that cannot be read says why', () => {
  for (const [name, words] of [
    ['unauthorized', 'TWILIO_API_KEY'],
    ['forbidden', 'read access to Studio'],
    ['serverError', 'Twilio could not answer'],
    ['html', 'not JSON'],
    ['connectionReset', 'No connection|could not answer'],
    ['connectionResetMidBody', 'No connection|could not answer'],
  ] as const) {
    test(name, async ({ page, expectConsole }) => {
      expectConsole(/Failed to load resource/)
      await page.goto(`/flows/${faultSids[name]}/engagements`)
      const alert = page.getByRole('alert').filter({ hasText: new RegExp(words) })
      await expect(alert).toBeVisible({ timeout: 20_000 })
      await expect(alert.getByRole('button', { name: 'Try again' })).toBeVisible()
    })
  }
})

test.describe('what comes and goes is waited for', () => {
  for (const name of ['slowDown', 'slowDownWithoutHeader', 'unavailableThenRecovers'] as const) {
    test(name, async ({ page, expectConsole }) => {
      test.slow()
      expectConsole(/Failed to load resource/)
      const list = listOf(page)
      await list.open(faultSids[name])
      // Whatever did not go away by itself goes on, where it stopped, when someone says so.
      const again = page.getByRole('button', { name: 'Try again' })
      const end = page.getByText('that is all of them')
      await expect(again.or(end)).toBeVisible({ timeout: 60_000 })
      if (await again.isVisible()) await again.click()
      await expect(end).toBeVisible({ timeout: 60_000 })
    })
  }
})

test.describe('a list that is odd is read to its end', () => {
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
  ] as const) {
    test(name, async ({ page }) => {
      const list = listOf(page)
      await list.open(faultSids[name])
      await list.readToTheEnd()
      if (name === 'outOfOrder') await expect(list.reading).toContainText('not in order of date')
      if (name === 'unknownStatus') await expect(list.grid).toContainText('paused')
    })
  }
})

test('a flow that is listed but gone', async ({ page, expectConsole }) => {
  expectConsole(/Failed to load resource/)
  await page.goto(`/flows/${faultSids.notFound}/engagements`)
  await expect(page.getByRole('alert')).toContainText('No such flow')
})

test('a token that repeats ends the reading, and says so', async ({ page }) => {
  const list = listOf(page)
  await list.open(faultSids.repeatingToken)
  await expect(list.reading).toContainText('went round in circles')
})

test('an expired token: what was read stays, and reading starts again', async ({ page, expectConsole }) => {
  expectConsole(/Failed to load resource/)
  const list = listOf(page)
  const alert = page.getByRole('alert')
  const end = page.getByText('that is all of them')
  await list.open(faultSids.expiredToken)
  await expect(alert.or(end)).toBeVisible()
  // Every other reading meets it: a first one that did not is followed by one that does.
  if (await end.isVisible()) await page.reload()
  await expect(alert).toContainText('where the next page begins')
  await expect(list.rows.first()).toBeVisible()
  await page.getByRole('button', { name: 'Read again from the start' }).click()
  await list.readToTheEnd()
})

test('a page cut short: what was read stays', async ({ page }) => {
  const list = listOf(page)
  await list.open(faultSids.cutShort)
  await expect(page.getByRole('alert')).toContainText('ends in the middle')
  await expect(list.reading).toContainText('1,000 engagements read')
})

test('an unknown status stands as it came, in All alone', async ({ page }) => {
  const list = listOf(page)
  await list.open(faultSids.unknownStatus)
  await list.readToTheEnd()
  await list.status('Ended').check()
  await expect(list.grid).not.toContainText('paused')
})

test('an empty flow says what that may mean', async ({ page }) => {
  await page.goto(`/flows/${flowSids.empty}/engagements`)
  await expect(page.getByText('No engagements', { exact: true })).toBeVisible()
})

test('a context of 20 MB opens, and says that copying it takes a moment', async ({ page, context }) => {
  test.slow()
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const list = listOf(page)
  await list.open(faultSids.hugeContext)
  await list.rows.first().getByRole('link').click()
  const panel = panelOf(page)
  await expect(panel.item(/^widgets, /)).toBeVisible({ timeout: 60_000 })
  const copy = panel.region.getByRole('button', { name: 'Copy JSON' })
  const takesAMoment = /^\d\d MB: copying takes a moment$/
  await expect(copy).toHaveAccessibleDescription(takesAMoment)
  await expectAccessible(page)

  const story = await copy.evaluateHandle(tellCopying)
  await copy.click()
  await expect(copy).toHaveText('Copied')
  expect((await story.jsonValue()).slice(0, 3)).toEqual(['Copy JSON', 'Copying…', 'the text is made'])
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

/** Runs in the page: what the button says, frame by frame, and when the text is made that is copied. */
function tellCopying(button: Element): string[] {
  const story: string[] = []
  const tell = (line: string) => {
    if (story.at(-1) !== line) story.push(line)
  }
  const look = () => {
    tell(button.textContent)
    requestAnimationFrame(look)
  }
  look()
  window.Blob = class extends Blob {
    constructor(...parts: ConstructorParameters<typeof Blob>) {
      super(...parts)
      tell('the text is made')
    }
  }
  return story
}

test('hostile text stays text', async ({ page }) => {
  const list = listOf(page)
  await list.open(faultSids.hostileText)
  await list.rows.first().getByRole('link').click()
  const panel = panelOf(page)
  await panel.region.getByRole('button', { name: 'Expand all' }).click()
  await expect(panel.tree.getByRole('treeitem').first()).toBeVisible()
  expect(await page.locator('main img, main script, main iframe').count()).toBe(0)
})
