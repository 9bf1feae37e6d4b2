import { isIP } from 'node:net'

/** A set of addresses, such as `TRUSTED_PROXIES`. */
export type AddressSet = { has: (address: string) => boolean }

/**
 * The address of whoever asks. A peer that is not trusted speaks for itself, whatever it claims in `X-Forwarded-For`.
 * Each trusted hop adds at the right end the address it was asked from, so the rightmost one that is not a trusted hop
 * itself is as far as can be believed; what stands left of it anybody may have written.
 * @param forwardedFor the header, or null
 */
export function clientAddress(peer: string, forwardedFor: string | null, trusted: AddressSet): string {
  let address = plainAddress(peer)
  if (forwardedFor === null) return address
  for (const hop of forwardedFor.split(',').toReversed()) {
    if (!trusted.has(address)) return address
    const next = plainAddress(withoutPort(hop.trim()))
    // A trusted proxy that names no address ("unknown"): it is the last one we know of.
    if (isIP(next) === 0) return address
    address = next
  }
  return address
}

/** An IPv4 address as itself, also where a socket for both kinds gives it as IPv6 (`::ffff:10.0.0.7`). */
export function plainAddress(address: string): string {
  const mapped = /^::ffff:(\d{1,3}(?:\.\d{1,3}){3})$/i.exec(address)?.[1]
  return mapped ?? address
}

/** Some proxies add the port: `203.0.113.7:50123`, `[2001:db8::1]:50123`. */
function withoutPort(hop: string): string {
  return /^\[([^\]]+)\](?::\d+)?$/.exec(hop)?.[1] ?? /^([\d.]+):\d+$/.exec(hop)?.[1] ?? hop
}
