import { BlockList } from 'node:net'

import fc from 'fast-check'
import { expect, test } from 'vitest'

import { clientAddress, normalizeAddress } from './client-address.ts'

const networks = new BlockList()
networks.addSubnet('10.0.0.0', 8, 'ipv4')
networks.addAddress('fd00::1', 'ipv6')
const trusted = {
  has: (address: string) => networks.check(address, address.includes(':') ? 'ipv6' : 'ipv4'),
}

test.each<[string, string, string | null, string]>([
  ['no proxy', '203.0.113.7', null, '203.0.113.7'],
  ['a claim from an untrusted peer', '203.0.113.7', '10.0.0.1', '203.0.113.7'],
  ['one load balancer', '10.0.0.1', '203.0.113.7', '203.0.113.7'],
  ['two load balancers', '10.0.0.1', '203.0.113.7, 10.0.0.2', '203.0.113.7'],
  ['a claim forwarded by a load balancer', '10.0.0.1', '127.0.0.1, 203.0.113.7', '203.0.113.7'],
  ['a claim that contains a further proxy', '10.0.0.1', '198.51.100.1, 203.0.113.7, 10.0.0.2', '203.0.113.7'],
  ['a client in the trusted network', '10.0.0.1', '10.0.0.9, 10.0.0.2', '10.0.0.9'],
  ['a load balancer without the header', '10.0.0.1', null, '10.0.0.1'],
  ['a load balancer with an unknown client', '10.0.0.1', '203.0.113.7, unknown', '10.0.0.1'],
  ['an empty header', '10.0.0.1', '', '10.0.0.1'],
  ['an address with a port', '10.0.0.1', '203.0.113.7:50123', '203.0.113.7'],
  ['IPv6 with a port', 'fd00::1', '[2001:db8::1]:443', '2001:db8::1'],
  ['IPv6 without a port', 'fd00::1', '2001:db8::1', '2001:db8::1'],
  ['IPv4 from a dual-stack socket', '::ffff:10.0.0.1', '::ffff:203.0.113.7', '203.0.113.7'],
])('the client’s address with %s', (_, peer, forwardedFor, address) => {
  expect(clientAddress(peer, forwardedFor, trusted)).toBe(address)
})

test('whatever a client sends in the header, the load balancer’s entry counts', () => {
  fc.assert(
    fc.property(fc.string(), fc.ipV4(), (claim, client) => {
      fc.pre(!trusted.has(client))
      expect(clientAddress('10.0.0.1', `${claim}, ${client}`, trusted)).toBe(client)
      expect(clientAddress(client, claim, trusted)).toBe(client)
    }),
  )
})

test('an address has one form', () => {
  expect(normalizeAddress('::FFFF:127.0.0.1')).toBe('127.0.0.1')
  expect(normalizeAddress('::1')).toBe('::1')
})
