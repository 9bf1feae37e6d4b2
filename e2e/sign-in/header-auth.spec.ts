import { getAuthControls, startHeaderServer, testWithServer } from '../support/auth-helpers.ts'
import { expect, expectAccessible } from '../support/test.ts'

const test = testWithServer(startHeaderServer)

test('the sign-on proxy identifies the user; without its header the page says so', async ({
  page,
  context,
}) => {
  const auth = getAuthControls(page)
  const postRequests: string[] = []
  page.on('request', (request) => {
    if (request.method() === 'POST') postRequests.push(request.url())
  })
  await page.goto('/')
  await expect(auth.alert).toContainText('The sign-on proxy didn’t tell Flowdesk who you are')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(auth.alert).toBeVisible()

  await context.setExtraHTTPHeaders({ 'x-forwarded-user': 'ada' })
  await page.getByRole('button', { name: 'Try again' }).click()
  await page.getByRole('table', { name: 'Flows' }).waitFor()
  await auth.accountButton.click()
  await expect(page.getByRole('menu')).toContainText('Signed in as ada by the sign-on proxy')
  await expect(auth.signOutItem).toHaveCount(0)
  // The proxy owns the sessions, so Flowdesk sends no request to extend one.
  expect(postRequests).toEqual([])
})
