import { isIP } from 'node:net'

/**
 * The key under which an address is rate limited: an IPv4 address in its usual form, however it is written, and an IPv6
 * address by its /64. A network customer gets at least a /64, and can use any address in it.
 */
export function rateLimitKey(address: string): string {
  const ip = address.split('%')[0] ?? ''
  if (isIP(ip) !== 6) return ip
  const groups = expandIpv6(ip)
  const isMapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff
  // RFC 6052: NAT64 maps all of IPv4 into one /64, where one address would block all others.
  const isNat64 =
    groups[0] === 0x64 && groups[1] === 0xff9b && groups.slice(2, 6).every((group) => group === 0)
  if (isMapped || isNat64) {
    return groups
      .slice(6)
      .flatMap((group) => [group >> 8, group & 0xff])
      .join('.')
  }
  return `${groups
    .slice(0, 4)
    .map((group) => group.toString(16))
    .join(':')}::/64`
}

/**
 * The network of a `rateLimitKey`: an IPv4 address's /24, an IPv6 address's /48. Who has one address of it often has others:
 * providers give their customers up to a /48.
 */
export function networkOfKey(key: string): string {
  const separator = key.includes(':') ? ':' : '.'
  return key.split(separator, 3).join(separator)
}

/** The eight groups of an IPv6 address. A URL's host name normalizes them to the form of RFC 5952. */
function expandIpv6(address: string): number[] {
  const [head = '', tail = ''] = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::')
  const [before, after] = [parseGroups(head), parseGroups(tail)]
  return [...before, ...Array<number>(8 - before.length - after.length).fill(0), ...after]
}

function parseGroups(text: string): number[] {
  return text === '' ? [] : text.split(':').map((group) => Number.parseInt(group, 16))
}
