import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { isAllowed, readAllowed, type AllowedTexts } from './allowed.ts'

const none = { domains: null, emails: null, groups: null }

function allowed(texts: Partial<AllowedTexts>) {
  const read = readAllowed({ ...none, ...texts })
  if ('wrong' in read) throw new Error(read.wrong)
  return read.allowed
}

const byEmail = (email: string | null, texts: Partial<AllowedTexts>) =>
  isAllowed({ email, groups: [] }, allowed(texts))

describe('by domain', () => {
  test.each([
    ['alice@example.com', true],
    ['Alice@EXAMPLE.com', true],
    ['alice@mail.example.com', false],
    ['alice@evil-example.com', false],
    ['alice@example.com.evil.test', false],
    ['alice@example.co', false],
    ['example.com', false],
    ['@example.com', false],
    ['mallory@evil.test@example.com', false],
    ['"mallory@example.com"@evil.test', false],
    ['alice @example.com', false],
    ['alice@example.com\n', false],
    [null, false],
  ])('%j: %s', (email, is) => {
    expect(byEmail(email, { domains: 'Example.com, example.org' })).toBe(is)
  })

  test('the Kelvin sign is no K, nor the long s an S', () => {
    expect(byEmail('alice@\u212aelvin.example', { domains: 'kelvin.example' })).toBe(false)
    expect(byEmail('bo\u017fs@corp.example', { emails: 'boss@corp.example' })).toBe(false)
  })

  test('nothing but the very domain, in whatever case', () => {
    const domain = fc.domain()
    fc.assert(
      fc.property(domain, domain, (ours, theirs) => {
        const is = ours.toLowerCase() === theirs.toLowerCase()
        expect(byEmail(`a@${theirs}`, { domains: ours })).toBe(is)
        expect(byEmail(`a@${ours.toUpperCase()}`, { domains: ours })).toBe(true)
        expect(byEmail(`a@x.${ours}`, { domains: ours })).toBe(false)
        expect(byEmail(`a@x${ours}`, { domains: ours })).toBe(false)
      }),
    )
  })
})

test('by address: the whole of it, in whatever case', () => {
  const emails = 'alice@example.com , Bob@example.com'
  expect(byEmail('ALICE@example.com', { emails })).toBe(true)
  expect(byEmail('bob@example.com', { emails })).toBe(true)
  expect(byEmail('carol@example.com', { emails })).toBe(false)
  expect(byEmail('malice@example.com', { emails })).toBe(false)
})

test('by group: one of them is enough, with or without an address', () => {
  const texts = { groups: 'Support, /staff' }
  const of = (...groups: string[]) => isAllowed({ email: null, groups }, allowed(texts))
  expect(of('sales', 'support')).toBe(true)
  expect(of('/staff')).toBe(true)
  expect(of('staff')).toBe(false)
  expect(of('support-leads')).toBe(false)
  expect(of()).toBe(false)
  expect(byEmail('support@example.com', texts)).toBe(false)
})

test('of several lists one match is enough', () => {
  const lists = allowed({ domains: 'example.com', emails: 'bob@example.org', groups: 'support' })
  const nobody = { email: 'mallory@evil.test', groups: ['sales'] }
  expect(isAllowed(nobody, lists)).toBe(false)
  expect(isAllowed({ ...nobody, email: 'a@example.com' }, lists)).toBe(true)
  expect(isAllowed({ ...nobody, email: 'bob@example.org' }, lists)).toBe(true)
  expect(isAllowed({ ...nobody, groups: ['support'] }, lists)).toBe(true)
})

test.each<[Partial<AllowedTexts>, string]>([
  [{}, 'nobody is allowed in'],
  [{ domains: ' , ', emails: '', groups: null }, 'nobody is allowed in'],
  [{ domains: '@hush.example' }, 'OIDC_ALLOWED_DOMAINS'],
  [{ domains: '*.hush.example' }, 'OIDC_ALLOWED_DOMAINS'],
  [{ domains: '.hush.example' }, 'OIDC_ALLOWED_DOMAINS'],
  [{ domains: 'hush' }, 'OIDC_ALLOWED_DOMAINS'],
  [{ domains: 'a@hush.example' }, 'OIDC_ALLOWED_DOMAINS'],
  [{ domains: 'example.com hush.example' }, 'OIDC_ALLOWED_DOMAINS'],
  [{ emails: 'hush.example' }, 'OIDC_ALLOWED_EMAILS'],
  [{ emails: 'a@b@hush.example' }, 'OIDC_ALLOWED_EMAILS'],
])('%j is refused in a sentence that holds nothing of it', (texts, sentence) => {
  const read = readAllowed({ ...none, ...texts })
  expect(read).toEqual({ wrong: expect.stringContaining(sentence) })
  expect(JSON.stringify(read)).not.toContain('hush')
})
