import { parseIpAllowlist, type IpAllowlist } from '#auth/ip-allowlist.ts'
import type { AuthMode } from '#contract/session.ts'
import { isLoopback } from '#server/http/handler.ts'

import { quoteValue, type EnvReader } from './env-reader.ts'

/** Where Flowdesk listens, its public URL, and the proxies before it. */
export type NetworkSettings = {
  host: string
  port: number
  /** How many connections may be open at once; a further one takes the place of an idle one, or is closed. */
  maxConnections: number
  /** The origin that users open; null where they open this machine's own. */
  publicUrl: URL | null
  /** The proxies whose `X-Forwarded-For` is trusted. */
  trustedProxies: IpAllowlist
  /** What the log says at the start about a setting that is probably missing; null for nothing. */
  notice: string | null
}

const defaultPort = 4173
const emptyAllowlist: IpAllowlist = { has: () => false }
const unknownProxyNotice =
  'PUBLIC_URL is https, so a proxy is in front, but TRUSTED_PROXIES does not name it: all visitors count as its one address, for the limits of sign-ins and requests and in the audit log.'

/**
 * Reads `HOST`, `PORT`, `PUBLIC_URL` and `TRUSTED_PROXIES`, and checks that they fit `ACCESS`: without a sign-in, only
 * this machine may reach the port; with one, passwords and sessions travel over https only.
 * @param access null where `ACCESS` is invalid
 */
export function parseNetwork(reader: EnvReader, access: AuthMode | null): NetworkSettings {
  const host = reader.text('HOST') ?? '127.0.0.1'
  const port = reader.integer('PORT', { min: 0, max: 65_535, defaultValue: defaultPort })
  const given = reader.text('PUBLIC_URL')
  const publicUrl = given === null ? null : parsePublicUrl(reader, given, isLoopback(host))
  const trustedProxies = reader.parsed('TRUSTED_PROXIES', (text) => parseIpAllowlist('TRUSTED_PROXIES', text))

  if (access === 'local') requireLoopback(reader, { host, publicUrl })
  else if (access !== null && !isLoopback(host) && given === null) {
    reader.addError(
      `HOST is ${quoteValue(host)}, which other machines can reach, so PUBLIC_URL is needed: the https address at which people open Flowdesk, such as https://flowdesk.example.com.`,
    )
  }
  const maxConnections = reader.integer('MAX_CONNECTIONS', { min: 10, max: 100_000, defaultValue: 1000 })
  return {
    host,
    port,
    maxConnections,
    publicUrl,
    trustedProxies: trustedProxies?.peers ?? emptyAllowlist,
    // The server itself has no TLS.
    notice: publicUrl?.protocol === 'https:' && trustedProxies === null ? unknownProxyNotice : null,
  }
}

/** `ACCESS=local` has no sign-in: any setting that lets others reach the port is an error. */
function requireLoopback(
  reader: EnvReader,
  { host, publicUrl }: { host: string; publicUrl: URL | null },
): void {
  const hint = 'set ACCESS to password, oidc or header'
  const reason = 'ACCESS is local, which lets everybody in who can reach the port'
  if (!isLoopback(host)) {
    reader.addError(
      `HOST is ${quoteValue(host)}, but ${reason}: ${hint}, or leave HOST out to listen on this machine only.`,
    )
  }
  if (publicUrl !== null && !isLoopback(publicUrl.hostname)) {
    reader.addError(
      `PUBLIC_URL says that others open Flowdesk, but ${reason}: ${hint}, or leave PUBLIC_URL out.`,
    )
  }
  if (reader.text('TRUSTED_PROXIES') !== null) {
    reader.addError(
      `TRUSTED_PROXIES says that others come through a proxy, but ${reason}: ${hint}, or leave it out.`,
    )
  }
}

/** Errors do not repeat the value: people put passwords into URLs. */
function parsePublicUrl(reader: EnvReader, given: string, isOnLoopback: boolean): URL | null {
  const url = URL.canParse(given) ? new URL(given) : null
  const error = url === null ? 'is not a URL' : validatePublicUrl(url, isOnLoopback)
  if (error === null) return url
  return reader.addError(`PUBLIC_URL ${error}: write it like https://flowdesk.example.com.`)
}

function validatePublicUrl(url: URL, isOnLoopback: boolean): string | null {
  if (url.username || url.password) return 'contains a user or password'
  if (url.pathname !== '/' || url.search || url.hash)
    return 'contains a path or query, but must be only an origin'
  if (url.protocol === 'https:') return null
  if (url.protocol !== 'http:') return 'is not an https URL'
  // For a tunnel from another port of this machine.
  if (isOnLoopback && isLoopback(url.hostname)) return null
  return 'is plain http, which would expose passwords, sessions and customers’ data: Flowdesk must be behind TLS'
}
