import { flowSids } from '#emulator/flows.ts'

import { password, startPasswordServer } from '../support/auth-helpers.ts'
import { testEnvironment } from '../run/environment.ts'
import { startServer } from '../run/server.ts'
import { getEngineListPage, getEnginePanel } from './page-objects.ts'
import type { AppDriver } from './app-driver.ts'
import { expect, test } from './test.ts'

/** Leaves the app, because a page that is still loading would log an error when its server stops. */
const leavePage = (app: AppDriver) => app.page.goto('about:blank')

test('server down and up again: loaded data stays, and loading resumes', async ({ app, allowConsole }) => {
  // What Chromium and WebKit log for a request without a response. Firefox logs nothing.
  allowConsole(/^console error: Failed to load resource: net::ERR_|^uncaught: a resource did not load/)
  const env = testEnvironment(process.env)
  let server = await startServer(env, ['--demo'])
  const serverApp = app.withOrigin(server.origin)
  const list = getEngineListPage(serverApp)
  const panel = getEnginePanel(serverApp)
  try {
    await list.open(flowSids.mainMenu)
    await list.waitUntilLoaded()
    // Opening a run loads the panel's code.
    await list.row(0).get('link').click()
    await panel.item(/^flow, /).waitFor()
    await server.stop()
    await list.row(1).get('link').click()
    await serverApp.waitForText(/No connection|can.t be reached|cannot be reached/i)
    expect(await list.row(0).get('link').attribute('aria-label')).toMatch(/^FN/)
    server = await startServer(env, ['--demo'], Number(new URL(server.origin).port))
    await panel.item(/^flow, /).waitFor({ timeout: 30_000 })
    await panel.tab('Steps').click()
    await panel.region.get('list', 'Steps').get('listitem').waitFor({ timeout: 30_000 })
    expect(await serverApp.get('alert').count()).toBe(0)
    await leavePage(serverApp)
  } finally {
    await server.stop()
  }
})

test('signing in with a password, and out again', async ({ app, allowConsole }) => {
  allowConsole(/401/)
  const server = await startPasswordServer()
  const serverApp = app.withOrigin(server.origin)
  const list = getEngineListPage(serverApp)
  try {
    await serverApp.goto(`/flows/${flowSids.mainMenu}/engagements?status=ended`)
    await serverApp.get('heading', 'Sign in').waitFor()
    await serverApp.page.type('wrong')
    await serverApp.page.press('Enter')
    await serverApp.get('alert').waitFor()
    await serverApp.page.press('Control+a')
    await serverApp.page.type(password)
    await serverApp.page.press('Enter')
    await list.grid.get('row').nth(1).waitFor()
    await serverApp.waitForUrl(/\?status=ended$/)
    await list.waitUntilLoaded()
    await serverApp.page.reload()
    await list.grid.get('row').nth(1).waitFor()
    await serverApp.get('button', /^Account/).click()
    await serverApp.get('menuitem', 'Sign out').click()
    await serverApp.waitForUrl(/^\/$/)
    await serverApp.get('heading', 'Sign in').waitFor()
    expect(await list.grid.count()).toBe(0)
    await leavePage(serverApp)
  } finally {
    await server.stop()
  }
})
