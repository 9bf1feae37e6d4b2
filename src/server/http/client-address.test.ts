import { BlockList } from 'node:net'

import fc from 'fast-check'
import { expect, test } from 'vitest'

import { clientAddress, plainAddress } from './client-address.ts'

const networks = new BlockList()
networks.addSubnet('10.0.0.0', 8, 'ipv4')
networks.addAddress('fd00::1', 'ipv6')
const trusted = {
  has: (address: string) => networks.check(address, address.includes(':') ? 'ipv6' : 'ipv4'),
}

test.each<[string, string, string | null, string]>([
  ['nobody in between', '203.0.113.7', null, '203.0.113.7'],
  ['a claim of one who is not trusted', '203.0.113.7', '10.0.0.1', '203.0.113.7'],
  ['a balancer', '10.0.0.1', '203.0.113.7', '203.0.113.7'],
  ['two balancers', '10.0.0.1', '203.0.113.7, 10.0.0.2', '203.0.113.7'],
  ['a claim passed on by a balancer', '10.0.0.1', '127.0.0.1, 203.0.113.7', '203.0.113.7'],
  ['a claim to be a balancer', '10.0.0.1', '198.51.100.1, 203.0.113.7, 10.0.0.2', '203.0.113.7'],
  ['from inside', '10.0.0.1', '10.0.0.9, 10.0.0.2', '10.0.0.9'],
  ['a balancer that says nothing', '10.0.0.1', null, '10.0.0.1'],
  ['a balancer that says nothing of use', '10.0.0.1', '203.0.113.7, unknown', '10.0.0.1'],
  ['an empty header', '10.0.0.1', '', '10.0.0.1'],
  ['a port behind it', '10.0.0.1', '203.0.113.7:50123', '203.0.113.7'],
  ['IPv6 with a port', 'fd00::1', '[2001:db8::1]:443', '2001:db8::1'],
  ['IPv6 without', 'fd00::1', '2001:db8::1', '2001:db8::1'],
  ['IPv4 as a socket for both gives it', '::ffff:10.0.0.1', '::ffff:203.0.113.7', '203.0.113.7'],
])('%s', (_, peer, forwardedFor, address) => {
  expect(clientAddress(peer, forwardedFor, trusted)).toBe(address)
})

test('whatever a client writes into the header, the balancer’s word counts', () => {
  fc.assert(
    fc.property(fc.string(), fc.ipV4(), (claim, client) => {
      fc.pre(!trusted.has(client))
      expect(clientAddress('10.0.0.1', `${claim}, ${client}`, trusted)).toBe(client)
      expect(clientAddress(client, claim, trusted)).toBe(client)
    }),
  )
})

test('an address is written in one way', () => {
  expect(plainAddress('::FFFF:127.0.0.1')).toBe('127.0.0.1')
  expect(plainAddress('::1')).toBe('::1')
})
