import { BlockList, isIP } from 'node:net'

/** A set of addresses and networks. */
export type Peers = { has: (address: string) => boolean }

/**
 * A comma list of addresses and networks (`10.0.0.7, 10.1.0.0/16, fd00::/8`), or a sentence that says what is wrong and holds
 * nothing of it. IPv4 addresses are known in their IPv6 spelling too (`::ffff:10.0.0.7`), as sockets for both give them.
 * @param name the setting's, for the sentence
 */
export function readPeers(name: string, text: string): { peers: Peers } | { wrong: string } {
  const list = new BlockList()
  for (const part of text.split(',').map((one) => one.trim())) {
    const wrong = add(list, part)
    if (wrong !== null) return { wrong: `${name} ${wrong}` }
  }
  return {
    peers: {
      has(address) {
        const family = isIP(address)
        return family !== 0 && list.check(address, family === 4 ? 'ipv4' : 'ipv6')
      },
    },
  }
}

/** Adds one entry; says what is wrong with it. */
function add(list: BlockList, text: string): string | null {
  const { address = '', prefix } = /^(?<address>[^/]*)(?:\/(?<prefix>\d{1,3}))?$/.exec(text)?.groups ?? {}
  const version = isIP(address)
  if (version === 0 || address.includes('%')) {
    return 'must be a comma list of IP addresses and networks such as 10.0.0.7 or 10.1.0.0/16 (host names are not looked up).'
  }
  const family = version === 4 ? 'ipv4' : 'ipv6'
  if (prefix === undefined) {
    list.addAddress(address, family)
    return null
  }
  const bits = Number(prefix)
  if (bits === 0)
    return 'holds a network of all addresses (/0), and so would believe everybody: name the proxies.'
  if (bits > (version === 4 ? 32 : 128)) {
    return 'holds a network longer than its addresses: /32 is the most for IPv4, /128 for IPv6.'
  }
  list.addSubnet(address, bits, family)
  return null
}
