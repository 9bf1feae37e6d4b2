import fc from 'fast-check'
import { expect, test } from 'vitest'

import { networkOfKey, rateLimitKey } from './rate-limit-key.ts'

test.each([
  ['203.0.113.7', '203.0.113.7'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['::FFFF:cb00:7107', '203.0.113.7'],
  ['64:ff9b::203.0.113.7', '203.0.113.7'],
  ['::1', '0:0:0:0::/64'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:DB8:0001:2::', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['2001:db8:1:2:3::6', '2001:db8:1:2::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['', ''],
  ['unknown', 'unknown'],
])('%s has the key %s', (address, key) => {
  expect(rateLimitKey(address)).toBe(key)
})

test.each([
  ['203.0.113.7', '203.0.113'],
  ['::ffff:203.0.113.9', '203.0.113'],
  ['203.0.114.7', '203.0.114'],
  ['2001:db8:1:2::3', '2001:db8:1'],
  ['2001:db8:1:ffff::', '2001:db8:1'],
  ['::1', '0:0:0'],
  ['', ''],
  ['unknown', 'unknown'],
])('%s is in the network %s', (address, network) => {
  expect(networkOfKey(rateLimitKey(address))).toBe(network)
})

test('addresses in one /64 share a key, addresses in different ones do not', () => {
  const group = fc.integer({ min: 0, max: 0xffff }).map((number) => number.toString(16))
  const half = fc.tuple(group, group, group, group).map((groups) => groups.join(':'))
  // Public addresses are in 2000::/3; the special ranges are elsewhere.
  const net = fc
    .tuple(fc.integer({ min: 0x2000, max: 0x3fff }), group, group, group)
    .map(([first, ...rest]) => [first.toString(16), ...rest].join(':'))
  fc.assert(
    fc.property(net, net, half, half, (a, b, host, other) => {
      expect(rateLimitKey(`${a}:${host}`)).toBe(rateLimitKey(`${a}:${other}`))
      expect(rateLimitKey(`${a}:${host}`) === rateLimitKey(`${b}:${host}`)).toBe(a === b)
    }),
  )
})
