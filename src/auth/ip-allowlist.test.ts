import { describe, expect, test } from 'vitest'

import { parseIpAllowlist } from './ip-allowlist.ts'

function allowlistOf(text: string) {
  const parsed = parseIpAllowlist('ACCESS_HEADER_PEERS', text)
  if ('error' in parsed) throw new Error(parsed.error)
  return parsed.peers
}

describe('an IP allowlist', () => {
  test.each([
    ['10.0.0.7', '10.0.0.7', true],
    ['10.0.0.7', '10.0.0.8', false],
    ['10.0.0.7', '::ffff:10.0.0.7', true],
    ['10.0.0.0/8', '::ffff:10.1.2.3', true],
    ['10.0.0.0/8', '11.0.0.0', false],
    ['10.1.0.0/16, 192.0.2.1', '192.0.2.1', true],
    ['10.1.0.0/16, 192.0.2.1', '10.1.255.255', true],
    ['10.1.0.0/16, 192.0.2.1', '10.2.0.0', false],
    ['10.1.2.3/16', '10.1.9.9', true],
    ['fd00::/8', 'fd12:3456::1', true],
    ['fd00::/8', 'fe80::1', false],
    ['::1', '::1', true],
    ['::1', '0:0:0:0:0:0:0:1', true],
    ['127.0.0.1', '::1', false],
    ['fe80::/10', 'fe80::1%eth0', true],
    ['10.0.0.0/8', '', false],
    ['10.0.0.0/8', '10.0.0.1, 10.0.0.2', false],
    ['10.0.0.0/8', 'localhost', false],
  ])('of %s contains %s: %s', (text, address, expected) => {
    expect(allowlistOf(text).has(address)).toBe(expected)
  })

  test.each([
    ['', 'comma list'],
    ['proxy.internal', 'comma list'],
    ['10.0.0.7,', 'comma list'],
    ['10.0.0.7 10.0.0.8', 'comma list'],
    ['10.0.0.256', 'comma list'],
    ['10.0.0.0/', 'comma list'],
    ['10.0.0.0/-1', 'comma list'],
    ['10.0.0.0/8/8', 'comma list'],
    ['10.0.0.0/0x8', 'comma list'],
    ['fe80::1%eth0', 'comma list'],
    ['*', 'comma list'],
    ['0.0.0.0/0', 'trust everybody'],
    ['::/0', 'trust everybody'],
    ['10.0.0.0/33', 'the maximum is /32'],
    ['fd00::/129', '/128'],
  ])('cannot be %j', (text, sentence) => {
    const parsed = parseIpAllowlist('TRUSTED_PROXIES', text)
    expect(parsed).toEqual({ error: expect.stringMatching(/^TRUSTED_PROXIES (must|contains) /) })
    expect(parsed).toEqual({ error: expect.stringContaining(sentence) })
  })
})
