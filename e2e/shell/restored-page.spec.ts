import { flowSids } from '#emulator/flows.ts'

import { endSession, getAuthControls, startPasswordServer, testWithServer } from '../support/auth-helpers.ts'
import { getListPage, testedPaths } from '../support/page-objects.ts'
import { expect } from '../support/test.ts'

const test = testWithServer(startPasswordServer)

test('a page from the back/forward cache shows nothing until the session is confirmed', async ({
  page,
  context,
}) => {
  const auth = getAuthControls(page)
  const list = getListPage(page)
  await page.goto(testedPaths.engagements(flowSids.survey))
  await auth.signIn()
  await list.rows.first().waitFor()
  /** What the browser does when it puts a page into the cache, and takes it out again. */
  const dispatch = (type: 'pagehide' | 'pageshow') =>
    page.evaluate((name) => {
      window.dispatchEvent(new PageTransitionEvent(name, { persisted: true }))
    }, type)

  await dispatch('pagehide')
  await expect(list.grid).toBeHidden()
  await dispatch('pageshow')
  await expect(list.rows.first()).toBeVisible()

  // The last that the page asks for by itself: later, the server would refuse it.
  await page.getByRole('list', { name: 'Revisions published' }).waitFor({ state: 'attached' })
  await dispatch('pagehide')
  await endSession(context)
  await dispatch('pageshow')
  await expect(auth.heading).toBeVisible()
  await expect(list.grid).toHaveCount(0)
})
