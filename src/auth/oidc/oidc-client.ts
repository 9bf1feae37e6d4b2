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
  /** Whether an e-mail address counts without `email_verified`, for a provider that never sends it. */
  trustEmail: boolean
  /** Whether signing out also signs the user out at the provider, where it offers that. */
  logout: boolean
}

/** Secrets of one sign-in, stored until the provider redirects back. Nobody else may learn them. */
type Challenge = { state: string; nonce: string; verifier: string }

/** The claims of one source, the ID token or userinfo. */
export type Claims = z.infer<typeof claimsSchema>

/** What the provider says about a user; `userInfo` is null where it was not needed, or the provider has none. */
export type UserClaims = { idToken: Claims; userInfo: Claims | null }

const optionalText = z.catch(z.optional(z.string()), undefined)

const claimsSchema = z.looseObject({
  sub: z.string(),
  email: optionalText,
  // Whatever is not `true` means that the address is not verified, so that only a missing one is `undefined`.
  email_verified: z.optional(z.unknown()),
  preferred_username: optionalText,
})

const idTokenSchema = z.extend(claimsSchema, { iss: z.string() })

/** A code exchanged for tokens. The ID token's signature, issuer, audience, nonce and times are valid. */
type Grant = { idToken: z.infer<typeof idTokenSchema>; accessToken: string }

export type OidcClient = {
  /** A new challenge, and the URL of the provider's sign-in page for it. Rejects when the provider does not answer. */
  startAuthorization: (redirectUri: string) => Promise<{ page: URL; challenge: Challenge }>
  /** Validates the provider's redirect and exchanges its code. Rejects when anything is invalid. */
  exchangeCode: (redirectUri: string, query: string, challenge: Challenge) => Promise<Grant>
  /** The user's claims, with those of userinfo where the ID token lacks what is needed. Rejects when userinfo fails. */
  loadClaims: (grant: Grant) => Promise<UserClaims>
  /** The URL that signs the user out at the provider and returns to `returnUri`; null where the provider has none. */
  buildLogoutUrl: (returnUri: string) => Promise<URL | null>
}

const timeoutSeconds = 10

/** A provider that did not answer is not asked for its metadata again for this long. */
const failureReuseMs = 5000

/**
 * An OpenID Connect client: authorization code with PKCE, state and nonce, and a client secret.
 * @param maxAgeSeconds how long ago users may have authenticated at the provider, where it tells (`auth_time`)
 */
export function createOidcClient(settings: OidcSettings, maxAgeSeconds: number): OidcClient {
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
        ...(hasAuthTime(config) && { max_age: String(maxAgeSeconds) }),
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
        ...(hasAuthTime(config) && { maxAge: maxAgeSeconds }),
      })
      return { idToken: idTokenSchema.parse(tokens.claims()), accessToken: tokens.access_token }
    },

    async loadClaims({ idToken, accessToken }) {
      const { groupsClaim, allowed } = settings
      const needsEmail = idToken.email === undefined || idToken.email_verified === undefined
      const needsGroups = allowed.groups.length > 0 && idToken[groupsClaim] === undefined
      const config = await getConfig()
      const hasUserInfo = config.serverMetadata().userinfo_endpoint !== undefined
      if (!hasUserInfo || !(needsEmail || needsGroups)) return { idToken, userInfo: null }
      const userInfo = await oidc.fetchUserInfo(config, accessToken, idToken.sub)
      return { idToken, userInfo: claimsSchema.parse(userInfo) }
    },

    async buildLogoutUrl(returnUri) {
      const config = await getConfig()
      if (config.serverMetadata().end_session_endpoint === undefined) return null
      return oidc.buildEndSessionUrl(config, { post_logout_redirect_uri: returnUri })
    },
  }
}

/** Whether the ID token can say when the user authenticated. Without it, `max_age` could not be checked. */
function hasAuthTime(config: oidc.Configuration): boolean {
  return config.serverMetadata().claims_supported?.includes('auth_time') ?? false
}

/** Loads the provider's metadata at the first sign-in, once for everybody who waits for it. */
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
  return () => {
    if (config === null) {
      config = discover()
      // Anyone can start a sign-in, so a provider in trouble is not asked each time.
      config.catch(() => setTimeout(() => (config = null), failureReuseMs).unref())
    }
    return config
  }
}
