import { doorOf, startHeaderServer, testAt } from './door.ts'
import { expect, expectAccessible } from './test.ts'

const test = testAt(startHeaderServer)

test('the sign-on proxy says who it is, or it is said that it did not', async ({ page, context }) => {
  const door = doorOf(page)
  const told: string[] = []
  page.on('request', (request) => {
    if (request.method() === 'POST') told.push(request.url())
  })
  await page.goto('/')
  await expect(door.alert).toContainText('The sign-on proxy in front of Flowdesk did not say who you are')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(door.alert).toBeVisible()

  await context.setExtraHTTPHeaders({ 'x-forwarded-user': 'ada' })
  await page.getByRole('button', { name: 'Try again' }).click()
  await page.getByRole('table', { name: 'Flows' }).waitFor()
  await door.account.click()
  await expect(page.getByRole('menu')).toContainText('ada, named by the sign-on proxy')
  await expect(door.signOut).toHaveCount(0)
  // Its sessions are the proxy's: nothing here keeps them.
  expect(told).toEqual([])
})
