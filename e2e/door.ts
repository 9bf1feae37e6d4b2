import { randomBytes } from 'node:crypto'

import type { Page } from '@playwright/test'

import { hashPassword } from '#access/password-hash.ts'
import { client, runProvider } from '#access/provider-for-tests.ts'

import { testEnvironment } from './run/environment.ts'
import { freePort } from './run/free-port.ts'
import { type Running, startServer } from './run/server.ts'
import { test as base } from './test.ts'

/** What opens the server of `startPasswordServer`. */
export const password = 'correct horse battery staple'

/** As cheap as it may be: it is checked many times here. */
const cheap = { ln: 14, r: 8, p: 1 }

function start(env: NodeJS.ProcessEnv): Promise<Running> {
  return startServer(
    { ...testEnvironment(process.env), SESSION_KEYS: randomBytes(32).toString('hex'), ...env },
    ['--demo'],
  )
}

/** A server with demo data that everybody enters by one password. */
export async function startPasswordServer(): Promise<Running> {
  return start({ ACCESS: 'password', ACCESS_PASSWORD_HASH: await hashPassword(password, cheap) })
}

/** A server that believes a header, from this machine. */
export function startHeaderServer(): Promise<Running> {
  return start({ ACCESS: 'header', ACCESS_HEADER: 'x-forwarded-user', ACCESS_HEADER_PEERS: '127.0.0.1' })
}

/** A server that asks a provider, and the provider. Ada and Grace may come in, Mallory may not. */
export async function startOidcServer(): Promise<Running & { provider: string }> {
  // The provider warns that it is one for tests.
  const { warn, info } = console
  Object.assign(console, { warn: () => {}, info: () => {} })
  const port = await freePort()
  const server = await start({
    ACCESS: 'oidc',
    OIDC_ISSUER: `http://127.0.0.1:${port}`,
    OIDC_CLIENT_ID: client.id,
    OIDC_CLIENT_SECRET: client.secret,
    OIDC_ALLOWED_DOMAINS: 'example.com',
  })
  const provider = await runProvider({
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

/** The `test` of journeys that begin at a door: a server of their own, one for all of a worker's journeys. */
export function testAt<S extends Running>(startOne: () => Promise<S>) {
  return base.extend<object, { server: S }>({
    server: [
      // Playwright reads from the braces what a fixture needs.
      // oxlint-disable-next-line no-empty-pattern
      async ({}, provide) => {
        const server = await startOne()
        await provide(server)
        await server.stop()
      },
      { scope: 'worker' },
    ],
    baseURL: async ({ server }, provide) => provide(server.origin),
  })
}

/** What is to be seen of the door, by role and name. */
export function doorOf(page: Page) {
  const dialog = page.getByRole('dialog', { name: 'Sign in again' })
  return {
    heading: page.getByRole('heading', { name: 'Sign in', exact: true }),
    field: page.getByLabel('Password'),
    button: page.getByRole('button', { name: 'Sign in' }),
    alert: page.getByRole('alert'),
    dialog,
    account: page.getByRole('button', { name: /^Account/ }),
    signOut: page.getByRole('menuitem', { name: 'Sign out' }),
    /** Signs in with the password, on the page or in the dialog. */
    signIn: async (typed = password) => {
      await page.getByLabel('Password').fill(typed)
      await page.getByRole('button', { name: 'Sign in' }).click()
    },
  }
}
