import { createServer, type Server } from 'node:http'

import { Provider } from 'oidc-provider'

/** A real OpenID Connect provider on a loopback port, and a user who signs in there. For tests; never shipped. */

export type OidcAccount = {
  sub: string
  email?: string
  email_verified?: boolean
  preferred_username?: string
  groups?: string[]
}

export const oidcTestClient = { id: 'flowdesk', secret: 'hush-client-secret-0123456789abcdef' }

export type OidcProviderOptions = {
  redirectUri: string
  accounts: readonly OidcAccount[]
  /** Whether the ID token contains the claims. By default only userinfo does, as in the standard. */
  inIdToken?: boolean
  /** How the client secret must be sent. */
  clientAuthMethod?: 'client_secret_basic' | 'client_secret_post'
  /** 0 picks a free one. */
  port?: number
  /** A path at which requests get no response. */
  hangingPath?: string
}

export async function startOidcProvider({ redirectUri, accounts, ...options }: OidcProviderOptions) {
  const { inIdToken = false, clientAuthMethod = 'client_secret_basic', port = 0, hangingPath } = options
  const server = createServer()
  await new Promise<void>((go) => server.listen(port, '127.0.0.1', go))
  const address = server.address()
  const actualPort = typeof address === 'object' && address !== null ? address.port : 0
  const issuer = `http://127.0.0.1:${actualPort}`
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: oidcTestClient.id,
        client_secret: oidcTestClient.secret,
        redirect_uris: [redirectUri],
        post_logout_redirect_uris: [new URL('/', redirectUri).href],
        grant_types: ['authorization_code'],
        response_types: ['code'],
        token_endpoint_auth_method: clientAuthMethod,
      },
    ],
    clientAuthMethods: [clientAuthMethod],
    claims: {
      openid: ['sub'],
      email: ['email', 'email_verified'],
      profile: ['preferred_username', 'groups'],
    },
    conformIdTokenClaims: !inIdToken,
    cookies: { keys: ['hush-provider-cookies'] },
    pkce: { required: () => true },
    findAccount: (_: unknown, sub: string) => {
      const account = accounts.find((candidate) => candidate.sub === sub)
      return account && { accountId: sub, claims: () => account }
    },
  })
  const handle = provider.callback()
  let hangingRequests = 0
  server.on('request', (request, response) => {
    if (request.url === hangingPath) hangingRequests++
    else handle(request, response)
  })
  return { issuer, port: actualPort, stop: () => stop(server), hangingRequests: () => hangingRequests }
}

/** Ends all connections too. Does nothing the second time. */
function stop(server: Server): Promise<void> {
  return new Promise((done) => {
    server.close(() => done())
    server.closeAllConnections()
  })
}

/**
 * Acts as a user at the provider: opens its page, signs in, consents, and is redirected back.
 * @param jar the provider's cookies in this browser, by name: a user who is still signed in there is asked nothing
 * @returns the URL of ours that the provider redirects to
 */
export async function signInAtProvider(
  page: string,
  login: string,
  jar: Map<string, string> = new Map(),
): Promise<string> {
  return followSignIn(page, (prompt) => ({ prompt, login, password: 'hush-person-password' }), jar)
}

/** A user who cancels on the provider's page. */
export async function cancelSignInAt(page: string): Promise<string> {
  return followSignIn(page, () => null, new Map())
}

type Form = Record<string, string>

/** Follows redirects and submits forms until a URL is not the provider's. A form of null cancels. */
async function followSignIn(
  page: string,
  fillForm: (prompt: string) => Form | null,
  jar: Map<string, string>,
): Promise<string> {
  const { origin } = new URL(page)
  let next = { url: page, form: null as Form | null }
  for (let steps = 0; steps < 20; steps++) {
    if (new URL(next.url).origin !== origin) return next.url
    const response = await fetch(next.url, {
      method: next.form === null ? 'GET' : 'POST',
      body: next.form && new URLSearchParams(next.form),
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
      redirect: 'manual',
    })
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
      if (value === '') jar.delete(name)
      else jar.set(name, value)
    }
    const text = await response.text()
    const location = response.headers.get('location')
    if (location !== null) {
      next = { url: new URL(location, next.url).href, form: null }
      continue
    }
    const prompt = /name="prompt" value="(\w+)"/.exec(text)?.[1]
    if (prompt === undefined)
      throw new Error(`The provider answered ${response.status}: ${text.slice(0, 500)}`)
    const form = fillForm(prompt)
    next = { url: form === null ? `${next.url}/abort` : next.url, form }
  }
  throw new Error('Too many redirects at the provider.')
}
