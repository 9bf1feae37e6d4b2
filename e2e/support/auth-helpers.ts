import { randomBytes } from 'node:crypto'

import type { BrowserContext, Locator, Page } from '@playwright/test'

import { hashPassword } from '#auth/password/password-hash.ts'
import { oidcTestClient, startOidcProvider } from '#auth/testing/oidc-provider.ts'

import { testEnvironment } from '../run/environment.ts'
import { findFreePort } from '../run/free-port.ts'
import { type RunningServer, startServer } from '../run/server.ts'
import { test as base } from './test.ts'

/** The password of `startPasswordServer`. */
export const password = 'correct horse battery staple'

/** The cheapest allowed parameters, because tests check the password many times. */
const cheapScryptParams = { ln: 14, r: 8, p: 1 }

function startAuthServer(env: NodeJS.ProcessEnv): Promise<RunningServer> {
  return startServer(
    { ...testEnvironment(process.env), SESSION_KEYS: randomBytes(32).toString('hex'), ...env },
    ['--demo'],
  )
}

/** Starts a server with demo data and one shared password. */
export async function startPasswordServer(): Promise<RunningServer> {
  return startAuthServer({
    ACCESS: 'password',
    ACCESS_PASSWORD_HASH: await hashPassword(password, cheapScryptParams),
  })
}

/** Starts a server that trusts a user header from this machine. */
export function startHeaderServer(): Promise<RunningServer> {
  return startAuthServer({
    ACCESS: 'header',
    ACCESS_HEADER: 'x-forwarded-user',
    ACCESS_HEADER_PEERS: '127.0.0.1',
  })
}

/** Starts an OpenID Connect provider and a server that uses it. Ada and Grace have access, Mallory does not. */
export async function startOidcServer(): Promise<RunningServer & { provider: string }> {
  // The provider warns on the console that it is for tests only.
  const { warn, info } = console
  Object.assign(console, { warn: () => {}, info: () => {} })
  const port = await findFreePort()
  const server = await startAuthServer({
    ACCESS: 'oidc',
    OIDC_ISSUER: `http://127.0.0.1:${port}`,
    OIDC_CLIENT_ID: oidcTestClient.id,
    OIDC_CLIENT_SECRET: oidcTestClient.secret,
    OIDC_ALLOWED_DOMAINS: 'example.com',
    OIDC_LOGOUT: 'on',
  })
  const provider = await startOidcProvider({
    port,
    redirectUri: `${server.origin}/auth/oidc/callback`,
    accounts: [
      { sub: 'ada', email: 'ada@example.com', email_verified: true },
      { sub: 'grace', email: 'grace@example.com', email_verified: true },
      { sub: 'mallory', email: 'mallory@elsewhere.example', email_verified: true },
    ],
  })
  return {
    ...server,
    provider: provider.issuer,
    stop: async () => {
      Object.assign(console, { warn, info })
      await provider.stop()
      await server.stop()
    },
  }
}

/** The `test` of journeys with a server of their own, shared by all tests of a worker. */
export function testWithServer<S extends RunningServer>(startFixtureServer: () => Promise<S>) {
  return base.extend<object, { server: S }>({
    server: [
      // Playwright parses the fixtures that this one needs from the first parameter, so it must be a pattern.
      // oxlint-disable-next-line no-empty-pattern
      async ({}, provide) => {
        const server = await startFixtureServer()
        await provide(server)
        await server.stop()
      },
      { scope: 'worker' },
    ],
    baseURL: async ({ server }, provide) => provide(server.origin),
  })
}

/**
 * Ends the session, unnoticed by the pages, and forgets the cookies of all origins. The cookie alone would not do: a click
 * renews the session, and the answer to that sets the cookie again.
 */
export async function endSession(context: BrowserContext): Promise<void> {
  const response = await context.request.delete('/api/session', {
    headers: { 'sec-fetch-site': 'same-origin' },
  })
  if (!response.ok()) throw new Error(`The session was not ended: ${response.status()}.`)
  await context.clearCookies()
}

/** Clicks after the session has ended. A request in the background may open the dialog before, which covers the page. */
export const clickSignedOut = (control: Locator): Promise<void> => control.dispatchEvent('click')

/** The controls of the sign-in page and dialog, by role and name. */
export function getAuthControls(page: Page) {
  const dialog = page.getByRole('dialog', { name: 'Sign in again' })
  return {
    heading: page.getByRole('heading', { name: 'Sign in', exact: true }),
    passwordField: page.getByLabel('Password'),
    signInButton: page.getByRole('button', { name: 'Sign in' }),
    alert: page.getByRole('alert'),
    dialog,
    accountButton: page.getByRole('button', { name: /^Account/ }),
    signOutItem: page.getByRole('menuitem', { name: 'Sign out' }),
    /** Signs in with the password, on the page or in the dialog. */
    signIn: async (value = password) => {
      await page.getByLabel('Password').fill(value)
      await page.getByRole('button', { name: 'Sign in' }).click()
    },
  }
}
