import type { AuthEvent, AuthRequest } from '#auth/auth-request.ts'
import type { AuthMethod } from './auth-method.ts'
import type { IpAllowlist } from '#auth/ip-allowlist.ts'
import { parseUserName } from '#auth/user-name.ts'

/** Parses `ACCESS_HEADER`; returns the name in lower case. */
export function parseHeaderName(text: string): { header: string } | { error: string } {
  if (/^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}$/.test(text)) return { header: text.toLowerCase() }
  return { error: 'ACCESS_HEADER must be the name of a header, such as X-Forwarded-User.' }
}

/**
 * Trusts the user name that a sign-on proxy sends in a header, but only where the socket's peer is a listed proxy. From
 * any other peer the header is forged, and is logged as that.
 */
export function createHeaderAuth(
  { header, peers }: { header: string; peers: IpAllowlist },
  onEvent: (event: AuthEvent) => void,
): AuthMethod {
  return {
    async identify({ request, peer, address, repeatedHeaders }: AuthRequest) {
      const headerValue = request.headers.get(header)
      if (headerValue === null) return null
      if (!peers.has(peer)) {
        onEvent({
          event: 'sign-in-refused',
          user: null,
          address,
          reason: 'header from a peer that is not listed',
        })
        return null
      }
      // Of several headers, one may be the client's own, which the proxy has kept.
      const user = repeatedHeaders?.has(header) ? null : parseUserName(decodeUtf8(headerValue))
      if (user !== null) return { user }
      onEvent({
        event: 'sign-in-refused',
        user: null,
        address,
        reason: 'no usable name in the header, or several',
      })
      return null
    },
  }
}

/** Header values arrive as Latin-1, but proxies send non-ASCII names as UTF-8. Invalid UTF-8 stays as it is. */
function decodeUtf8(headerValue: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(headerValue, 'latin1'))
  } catch {
    return headerValue
  }
}
