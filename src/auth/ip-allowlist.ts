import { BlockList, isIP } from 'node:net'

/** A set of IP addresses and networks. */
export type IpAllowlist = {
  has: (address: string) => boolean
  /** The addresses and networks as text. */
  rules?: readonly string[]
}

/**
 * Parses a comma list of addresses and networks (`10.0.0.7, 10.1.0.0/16, fd00::/8`). The error never contains the value.
 * IPv4 addresses also match in their IPv6 form (`::ffff:10.0.0.7`), as dual-stack sockets report them.
 * @param settingName named in the error
 */
export function parseIpAllowlist(
  settingName: string,
  text: string,
): { peers: IpAllowlist } | { error: string } {
  const list = new BlockList()
  for (const entry of text.split(',').map((one) => one.trim())) {
    const error = addEntry(list, entry)
    if (error !== null) return { error: `${settingName} ${error}` }
  }
  return {
    peers: {
      rules: list.rules,
      has(address) {
        const family = isIP(address)
        return family !== 0 && list.check(address, family === 4 ? 'ipv4' : 'ipv6')
      },
    },
  }
}

/** Adds one entry. @returns what is wrong with it, or null */
function addEntry(list: BlockList, text: string): string | null {
  const { address = '', prefix } = /^(?<address>[^/]*)(?:\/(?<prefix>\d{1,3}))?$/.exec(text)?.groups ?? {}
  const version = isIP(address)
  if (version === 0 || address.includes('%')) {
    return 'must be a comma list of IP addresses and networks such as 10.0.0.7 or 10.1.0.0/16 (host names are not resolved).'
  }
  const family = version === 4 ? 'ipv4' : 'ipv6'
  if (prefix === undefined) {
    list.addAddress(address, family)
    return null
  }
  const bits = Number(prefix)
  if (bits === 0)
    return 'contains a network of all addresses (/0), which would trust everybody: list only the proxies.'
  if (bits > (version === 4 ? 32 : 128)) {
    return 'contains a network prefix that is too long: the maximum is /32 for IPv4 and /128 for IPv6.'
  }
  list.addSubnet(address, bits, family)
  return null
}
