import { isIP } from 'node:net'

import type { IpAllowlist } from '#auth/ip-allowlist.ts'
import { rateLimitKey } from '#auth/rate-limit-key.ts'
import type { AuthMode } from '#contract/session.ts'

/**
 * The client's address. Without a trusted peer, it is the peer's own, whatever `X-Forwarded-For` claims. Each trusted
 * proxy appends the address it got the request from, so the rightmost address that is not a trusted proxy is the client;
 * anybody may have written what is left of it.
 * @param forwardedFor the header, or null
 */
export function clientAddress(peer: string, forwardedFor: string | null, trusted: IpAllowlist): string {
  let address = normalizeAddress(peer)
  if (forwardedFor === null) return address
  for (const hop of forwardedFor.split(',').toReversed()) {
    if (!trusted.has(address)) return address
    const next = normalizeAddress(withoutPort(hop.trim()))
    // A trusted proxy that names no address ("unknown"): its own address is the last one we have.
    if (isIP(next) === 0) return address
    address = next
  }
  return address
}

/** Converts an IPv4 address in IPv6 form, as dual-stack sockets report it (`::ffff:10.0.0.7`), to its IPv4 form. */
export function normalizeAddress(address: string): string {
  const mapped = /^::ffff:(\d{1,3}(?:\.\d{1,3}){3})$/i.exec(address)?.[1]
  return mapped ?? address
}

/** Some proxies add the port: `203.0.113.7:50123`, `[2001:db8::1]:50123`. */
function withoutPort(hop: string): string {
  return /^\[([^\]]+)\](?::\d+)?$/.exec(hop)?.[1] ?? /^([\d.]+):\d+$/.exec(hop)?.[1] ?? hop
}

/**
 * Who a request counts for where callers share a limit: the user where everybody has a name, otherwise the address. A
 * network customer can use any address of its IPv6 /64, so all of them are one caller.
 */
export function callerOf(authKind: AuthMode, user: string, address: string): string {
  return authKind === 'oidc' || authKind === 'header' ? user : rateLimitKey(address)
}
