import { getPanel } from '../support/page-objects.ts'
import { expect, expectAccessibleInBoth, test } from '../support/test.ts'

test('active runs of all flows are listed oldest first, and open in their flow', async ({
  page,
  allowConsole,
}) => {
  // Some flows of the demo fail.
  allowConsole(/Failed to load resource/)
  const asked: URL[] = []
  page.on('request', (request) => {
    if (request.url().includes('/Executions')) asked.push(new URL(request.url()))
  })
  await page.goto('/')
  await page.getByRole('button', { name: 'Active runs of all flows' }).click()
  const dialog = page.getByRole('dialog', { name: 'Active runs of all flows' })
  const runs = dialog.getByRole('list', { name: 'Active runs' }).getByRole('listitem')
  await expect(runs.first()).toBeVisible({ timeout: 30_000 })
  await expect(dialog.getByText(/^[\d,]+\+ active runs in \d+ of \d+ flows$/)).toBeVisible()
  await dialog.getByRole('button', { name: 'Stop asking' }).click()
  await expect(dialog.getByRole('button', { name: 'Ask the others' })).toBeVisible()
  await expectAccessibleInBoth(page)

  const starts = await runs
    .locator('time')
    .evaluateAll((times) => times.map((time) => Date.parse(time.getAttribute('datetime') ?? '')))
  expect(starts.length).toBeGreaterThan(1)
  expect(starts).toEqual(starts.toSorted((a, b) => a - b))
  // The first page of active runs alone. A request may be repeated after a 429.
  expect(new Set(asked.map(({ search }) => search))).toEqual(new Set(['?status=active&PageSize=1000']))

  // Where they wait is loaded on request; at a widget of which too little is known, a run is stuck after an hour.
  await dialog.getByRole('button', { name: /^Load where they wait \(\d+ requests?\)$/ }).click()
  await expect(dialog.getByText(/^[1-9]\d*\+? stuck/)).toBeVisible()
  await dialog.getByRole('button', { name: 'Only stuck' }).click()
  await expect(runs.first()).toContainText(/Waiting at \w+ \(stuck\)/)
  await expectAccessibleInBoth(page)

  const link = runs.getByRole('link', { name: /^FN/ }).first()
  const sid = await link.getAttribute('aria-label')
  await link.click()
  await expect(page).toHaveURL(new RegExp(`/executions/${sid}\\?status=active&sort=started$`))
  await expect(getPanel(page).region).toHaveAccessibleName(`Engagement ${sid}`)
})
