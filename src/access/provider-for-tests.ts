import { createServer, type Server } from 'node:http'

import { Provider } from 'oidc-provider'

/** A real OpenID Connect provider on a loopback port, and a browser that signs in at it. For tests; never shipped. */

export type Account = {
  sub: string
  email?: string
  email_verified?: boolean
  preferred_username?: string
  groups?: string[]
}

export const client = { id: 'flowdesk', secret: 'hush-client-secret-0123456789abcdef' }

export type ProviderOptions = {
  redirectUri: string
  accounts: readonly Account[]
  /** Whether the ID token holds the claims; otherwise, as the standard has it, only the userinfo does. */
  inIdToken?: boolean
  /** How the client secret must be sent. */
  secretBy?: 'client_secret_basic' | 'client_secret_post'
  /** 0 for any that is free. */
  port?: number
}

export async function runProvider({ redirectUri, accounts, ...options }: ProviderOptions) {
  const { inIdToken = false, secretBy = 'client_secret_basic', port = 0 } = options
  const server = createServer()
  await new Promise<void>((go) => server.listen(port, '127.0.0.1', go))
  const address = server.address()
  const taken = typeof address === 'object' && address !== null ? address.port : 0
  const issuer = `http://127.0.0.1:${taken}`
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: client.id,
        client_secret: client.secret,
        redirect_uris: [redirectUri],
        grant_types: ['authorization_code'],
        response_types: ['code'],
        token_endpoint_auth_method: secretBy,
      },
    ],
    clientAuthMethods: [secretBy],
    claims: {
      openid: ['sub'],
      email: ['email', 'email_verified'],
      profile: ['preferred_username', 'groups'],
    },
    conformIdTokenClaims: !inIdToken,
    cookies: { keys: ['hush-provider-cookies'] },
    pkce: { required: () => true },
    findAccount: (_: unknown, sub: string) => {
      const account = accounts.find((known) => known.sub === sub)
      return account && { accountId: sub, claims: () => account }
    },
  })
  server.on('request', provider.callback())
  return { issuer, port: taken, stop: () => stop(server) }
}

function stop(server: Server): Promise<void> {
  server.closeAllConnections()
  return new Promise((done) => void server.close(() => done()))
}

/**
 * What a person does at the provider: opens its page, signs in, agrees, and is sent back.
 * @returns the address of ours to which the provider sends them
 */
export async function signInAt(page: string, login: string): Promise<string> {
  return browse(page, (prompt) => ({ prompt, login, password: 'hush-person-password' }))
}

/** A person who gives up at the provider's page. */
export async function giveUpAt(page: string): Promise<string> {
  return browse(page, () => null)
}

type Form = Record<string, string>

/** Follows redirects and fills in forms, until an address is not the provider's. A form of null gives up. */
async function browse(page: string, fill: (prompt: string) => Form | null): Promise<string> {
  const { origin } = new URL(page)
  const jar = new Map<string, string>()
  let ask = { url: page, form: null as Form | null }
  for (let steps = 0; steps < 20; steps++) {
    if (new URL(ask.url).origin !== origin) return ask.url
    // oxlint-disable-next-line no-await-in-loop -- one step leads to the next
    const answer = await fetch(ask.url, {
      method: ask.form === null ? 'GET' : 'POST',
      body: ask.form && new URLSearchParams(ask.form),
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
      redirect: 'manual',
    })
    for (const cookie of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
      if (value === '') jar.delete(name)
      else jar.set(name, value)
    }
    // oxlint-disable-next-line no-await-in-loop -- one step leads to the next
    const text = await answer.text()
    const location = answer.headers.get('location')
    if (location !== null) {
      ask = { url: new URL(location, ask.url).href, form: null }
      continue
    }
    const prompt = /name="prompt" value="(\w+)"/.exec(text)?.[1]
    if (prompt === undefined) throw new Error(`The provider answered ${answer.status}: ${text.slice(0, 500)}`)
    const form = fill(prompt)
    ask = { url: form === null ? `${ask.url}/abort` : ask.url, form }
  }
  throw new Error('The provider sends in circles.')
}
