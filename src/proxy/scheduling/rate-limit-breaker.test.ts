import { beforeEach, describe, expect, test } from 'vitest'

import { createRateLimitBreaker, type RateLimitBreaker } from './rate-limit-breaker.ts'

let clock = 0
let randomValue = 1
let breaker: RateLimitBreaker
beforeEach(() => {
  clock = 1000
  randomValue = 1
  breaker = createRateLimitBreaker({ now: () => clock, random: () => randomValue })
})

const waitUntilUnblocked = () => {
  clock += breaker.blockedForMs()
}

/** Blocks requests and waits until the block ends. @returns a permit from before the block, still running */
function afterBlock() {
  const before = breaker.acquire()
  breaker.acquire().onRateLimited(null, false)
  waitUntilUnblocked()
  return before
}

describe('requests are blocked', () => {
  test('for as long as Twilio says', () => {
    expect(breaker.acquire().onRateLimited(7000, false)).toBe(7000)
    clock += 6999
    expect([breaker.blockedForMs(), breaker.allows()]).toEqual([1, false])
    clock += 1
    expect([breaker.blockedForMs(), breaker.allows()]).toEqual([0, true])
  })

  test('for two minutes at most', () => {
    expect(breaker.acquire().onRateLimited(3_600_000, false)).toBe(120_000)
  })

  test('without a Retry-After: for a time that doubles up to a minute, until there is a response', () => {
    const waits = Array.from({ length: 8 }, () => {
      const ms = breaker.acquire().onRateLimited(null, false)
      waitUntilUnblocked()
      return ms
    })
    expect(waits).toEqual([1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000])
    breaker.acquire().onResponse()
    expect(breaker.acquire().onRateLimited(null, false)).toBe(1000)
  })

  test('without a Retry-After: for at least half of that time, at random', () => {
    randomValue = 0
    expect(breaker.acquire().onRateLimited(null, false)).toBe(500)
  })

  test('once for 429s to requests that ran at the same time', () => {
    const permits = [breaker.acquire(), breaker.acquire(), breaker.acquire(), breaker.acquire()]
    expect(permits.map((permit) => permit.onRateLimited(null, false))).toEqual([1000, 1000, 1000, 1000])
    waitUntilUnblocked()
    expect(breaker.acquire().onRateLimited(null, false)).toBe(2000)
  })

  test('for the longest wait of those', () => {
    const permits = [breaker.acquire(), breaker.acquire(), breaker.acquire()]
    expect([2000, 5000, 3000].map((ms, i) => permits[i]?.onRateLimited(ms, false))).toEqual([
      2000, 5000, 5000,
    ])
  })
})

const effect = () => ({ slowed: breaker.slowedForMs() > 0, blocked: breaker.blockedForMs() > 0 })
const slowed = { slowed: true, blocked: false }
const blocked = { slowed: false, blocked: true }

describe('among responses, a 429', () => {
  test('slows requests down for as long as Twilio says', () => {
    breaker.acquire().onResponse()
    expect(breaker.acquire().onRateLimited(3000, false)).toBe(3000)
    expect([effect(), breaker.allows(), breaker.changeCount()]).toEqual([slowed, true, 0])
    clock += 3000
    expect(effect()).toEqual({ slowed: false, blocked: false })
  })

  test('without a Retry-After slows them down for a second or less, each time', () => {
    for (let i = 0; i < 2; i++) {
      breaker.acquire().onResponse()
      expect(breaker.acquire().onRateLimited(null, false)).toBe(1000)
    }
    expect(effect()).toEqual(slowed)
  })

  test('blocks them where it follows another one, for the longer wait of both', () => {
    breaker.acquire().onResponse()
    breaker.acquire().onRateLimited(3000, false)
    clock += 500
    expect(breaker.acquire().onRateLimited(1000, false)).toBe(2500)
    expect(breaker.allows()).toBe(false)
  })

  test.each([
    ['it asks for a long wait', 5000, false, 0],
    ['its request ran alone: no fewer could', 3000, true, 0],
    ['the last response was a second ago', 3000, false, 1000],
  ])('blocks them where %s', (_, retryAfter, ranAlone, passedMs) => {
    breaker.acquire().onResponse()
    clock += passedMs
    breaker.acquire().onRateLimited(retryAfter, ranAlone)
    expect(effect()).toEqual(blocked)
  })

  test('blocks them where its own request is said to have got through afterwards', () => {
    breaker.acquire().onResponse()
    const refused = breaker.acquire()
    refused.onRateLimited(3000, false)
    refused.onResponse()
    breaker.acquire().onRateLimited(3000, false)
    expect(breaker.allows()).toBe(false)
  })

  test('to the probe blocks them again', () => {
    const before = afterBlock()
    const probe = breaker.acquire()
    before.onResponse()
    probe.onRateLimited(1000, false)
    expect(effect()).toEqual(blocked)
  })
})

describe('after a block', () => {
  test('one request goes first, and its response lets all others through', () => {
    afterBlock()
    const probe = breaker.acquire()
    expect(breaker.allows()).toBe(false)
    probe.onResponse()
    breaker.acquire()
    expect(breaker.allows()).toBe(true)
  })

  test('another 429 blocks again', () => {
    afterBlock()
    breaker.acquire().onRateLimited(null, false)
    expect(breaker.blockedForMs()).toBe(2000)
  })

  test('a response to an earlier request changes nothing', () => {
    const before = afterBlock()
    breaker.acquire()
    before.onResponse()
    expect(breaker.allows()).toBe(false)
  })

  test('a response that arrives during the block changes nothing', () => {
    const before = breaker.acquire()
    breaker.acquire().onRateLimited(5000, false)
    before.onResponse()
    expect(breaker.blockedForMs()).toBe(5000)
    clock += 5000
    breaker.acquire()
    expect(breaker.allows()).toBe(false)
  })

  test('when the probe is aborted, the next request becomes the probe', () => {
    afterBlock()
    breaker.acquire().onFailure(false)
    expect(breaker.allows()).toBe(true)
    breaker.acquire()
    expect(breaker.allows()).toBe(false)
  })

  test('when Twilio is unreachable, requests may go, but the count of 429s stays', () => {
    afterBlock()
    breaker.acquire().onFailure(true)
    breaker.acquire()
    expect(breaker.allows()).toBe(true)
    expect(breaker.acquire().onRateLimited(null, false)).toBe(2000)
  })
})

describe('what another server has found is taken over', () => {
  const state = { isHealthy: false, blockedForMs: 3000, consecutive429s: 2 }

  test('as a block, which a probe follows, and as the number of 429s', () => {
    expect(breaker.adopt(state)).toBe(3000)
    expect(breaker.changeCount()).toBe(0)
    waitUntilUnblocked()
    breaker.acquire()
    expect(breaker.allows()).toBe(false)
    breaker.adopt({ ...state, blockedForMs: 0 })
    expect(breaker.state()).toEqual({ ...state, blockedForMs: 0 })
    expect(breaker.acquire().onRateLimited(null, false)).toBe(4000)
    expect(breaker.changeCount()).toBe(1)
  })

  test('as no new block where the same one is already known', () => {
    breaker.acquire().onRateLimited(3000, false)
    clock += 20
    expect(breaker.adopt(state)).toBe(0)
    expect(breaker.blockedForMs()).toBe(2980)
  })

  test('as the end of a block without a probe, not earlier than Twilio asked this server to wait', () => {
    breaker.acquire().onRateLimited(3000, false)
    breaker.adopt({ isHealthy: true, blockedForMs: 0, consecutive429s: 0 })
    expect(breaker.blockedForMs()).toBe(3000)
    waitUntilUnblocked()
    breaker.acquire()
    expect(breaker.allows()).toBe(true)
  })
})
