import * as oidc from 'openid-client'
import * as z from 'zod/mini'

import { isInsecure } from './issuer.ts'
import type { AllowRules } from './allow-rules.ts'

export type OidcSettings = {
  /** From `parseIssuer`. */
  issuer: URL
  clientId: string
  clientSecret: string
  /** The claim with the user's groups, e.g. `groups`. */
  groupsClaim: string
  allowed: AllowRules
}

/** Secrets of one sign-in, stored until the provider redirects back. Nobody else may learn them. */
type Challenge = { state: string; nonce: string; verifier: string }

/** The ID token's claims, completed from userinfo where the e-mail address or the groups are missing. */
export type Claims = z.infer<typeof claimsSchema>

const claimsSchema = z.looseObject({
  sub: z.string(),
  email: z.catch(z.optional(z.string()), undefined),
  // Some providers send it as a string.
  email_verified: z.catch(z.optional(z.union([z.boolean(), z.string()])), undefined),
  preferred_username: z.catch(z.optional(z.string()), undefined),
})

export type OidcClient = {
  /** A new challenge, and the URL of the provider's sign-in page for it. Rejects when the provider does not answer. */
  startAuthorization: (redirectUri: string) => Promise<{ page: URL; challenge: Challenge }>
  /** Validates the provider's redirect and exchanges its code for the user's claims. Rejects when anything is invalid. */
  exchangeCode: (redirectUri: string, query: string, challenge: Challenge) => Promise<Claims>
}

const timeoutSeconds = 10

/** An OpenID Connect client: authorization code with PKCE, state and nonce, and a client secret. */
export function createOidcClient(settings: OidcSettings): OidcClient {
  const getConfig = createDiscovery(settings)
  return {
    async startAuthorization(redirectUri) {
      const config = await getConfig()
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

    async exchangeCode(redirectUri, query, { state, nonce, verifier }) {
      const config = await getConfig()
      const tokens = await oidc.authorizationCodeGrant(config, new URL(query, redirectUri), {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
      })
      const claims = claimsSchema.parse(tokens.claims())
      const needsGroups = settings.allowed.groups.length > 0 && claims[settings.groupsClaim] === undefined
      if (claims.email !== undefined && !needsGroups) return claims
      if (config.serverMetadata().userinfo_endpoint === undefined) return claims
      const userInfo = await oidc.fetchUserInfo(config, tokens.access_token, claims.sub)
      return claimsSchema.parse({ ...userInfo, ...claims })
    },
  }
}

/** Loads the provider's metadata and keys at the first sign-in. A failed attempt is not cached. */
function createDiscovery({
  issuer,
  clientId,
  clientSecret,
}: OidcSettings): () => Promise<oidc.Configuration> {
  const post = oidc.ClientSecretPost(clientSecret)
  const basic = oidc.ClientSecretBasic(clientSecret)
  // Basic is the default where the provider lists no methods (OpenID Connect Discovery 1.0 §3).
  const authenticate: oidc.ClientAuth = (server, ...rest) => {
    const supportsPost = server.token_endpoint_auth_methods_supported?.includes('client_secret_post') ?? false
    ;(supportsPost ? post : basic)(server, ...rest)
  }
  const discover = () =>
    oidc.discovery(issuer, clientId, undefined, authenticate, {
      timeout: timeoutSeconds,
      // The ID token's signature is checked too, though it comes from the provider itself over TLS.
      execute: [oidc.enableNonRepudiationChecks, ...(isInsecure(issuer) ? [oidc.allowInsecureRequests] : [])],
    })

  let config: Promise<oidc.Configuration> | null = null
  return async () => {
    config ??= discover()
    try {
      return await config
    } catch (error) {
      config = null
      throw error
    }
  }
}
