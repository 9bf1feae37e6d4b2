import * as oidc from 'openid-client'
import * as z from 'zod/mini'

import { isPlain } from './issuer.ts'
import type { OidcSettings } from './settings.ts'

/** What must be kept between going to the provider and coming back, and what nobody else may know. */
type Challenge = { state: string; nonce: string; verifier: string }

/** Whom the provider vouches for, in its own words: the claims of the ID token, and of its userinfo where those do not say enough. */
export type Claims = z.infer<typeof claimsSchema>

const claimsSchema = z.looseObject({
  sub: z.string(),
  email: z.catch(z.optional(z.string()), undefined),
  // Some providers write it as a text.
  email_verified: z.catch(z.optional(z.union([z.boolean(), z.string()])), undefined),
  preferred_username: z.catch(z.optional(z.string()), undefined),
})

export type Provider = {
  /** The provider's sign-in page for this challenge. Rejects when the provider does not answer. */
  begin: (redirectUri: string) => Promise<{ page: URL; challenge: Challenge }>
  /** Takes the provider's answer, checks all there is to check, and asks who it is. Rejects when anything is amiss. */
  finish: (redirectUri: string, query: string, challenge: Challenge) => Promise<Claims>
}

const timeoutSeconds = 10

/** An OpenID Connect provider: authorization code with PKCE, state and nonce, and a client secret. */
export function createProvider(settings: OidcSettings): Provider {
  const find = createDiscovery(settings)
  return {
    async begin(redirectUri) {
      const config = await find()
      const challenge = {
        state: oidc.randomState(),
        nonce: oidc.randomNonce(),
        verifier: oidc.randomPKCECodeVerifier(),
      }
      const page = oidc.buildAuthorizationUrl(config, {
        redirect_uri: redirectUri,
        scope: 'openid email profile',
        code_challenge: await oidc.calculatePKCECodeChallenge(challenge.verifier),
        code_challenge_method: 'S256',
        state: challenge.state,
        nonce: challenge.nonce,
      })
      return { page, challenge }
    },

    async finish(redirectUri, query, { state, nonce, verifier }) {
      const config = await find()
      const tokens = await oidc.authorizationCodeGrant(config, new URL(query, redirectUri), {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
      })
      const vouched = claimsSchema.parse(tokens.claims())
      const needsGroups = settings.allowed.groups.length > 0 && vouched[settings.groupsClaim] === undefined
      if (vouched.email !== undefined && !needsGroups) return vouched
      if (config.serverMetadata().userinfo_endpoint === undefined) return vouched
      const more = await oidc.fetchUserInfo(config, tokens.access_token, vouched.sub)
      return claimsSchema.parse({ ...more, ...vouched })
    },
  }
}

/** The provider's addresses and keys, asked for when somebody first signs in; asked again as long as it does not answer. */
function createDiscovery({
  issuer,
  clientId,
  clientSecret,
}: OidcSettings): () => Promise<oidc.Configuration> {
  const post = oidc.ClientSecretPost(clientSecret)
  const basic = oidc.ClientSecretBasic(clientSecret)
  // A provider that does not say how the secret may be sent takes Basic (OpenID Connect Discovery 1.0 §3).
  const authenticate: oidc.ClientAuth = (server, ...rest) => {
    const takesPost = server.token_endpoint_auth_methods_supported?.includes('client_secret_post') ?? false
    ;(takesPost ? post : basic)(server, ...rest)
  }
  const discover = () =>
    oidc.discovery(issuer, clientId, undefined, authenticate, {
      timeout: timeoutSeconds,
      // The ID token's signature is checked too, though it comes from the provider itself over TLS.
      execute: [oidc.enableNonRepudiationChecks, ...(isPlain(issuer) ? [oidc.allowInsecureRequests] : [])],
    })

  let found: Promise<oidc.Configuration> | null = null
  return async () => {
    found ??= discover()
    try {
      return await found
    } catch (thrown) {
      found = null
      throw thrown
    }
  }
}
