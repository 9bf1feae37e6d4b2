import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { createLoginRateLimiter } from './login-rate-limiter.ts'

/*
 * Many addresses send wrong passwords as fast as they are answered, while a few people sign in. Each starts as an address
 * that has never failed.
 */

const honestCount = 19
const attackerCount = 300

/** What a check takes while another runs beside it, on two slow cores. */
const checkMs = 250

beforeEach(
  () =>
    void vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout', 'setImmediate', 'performance'] }),
)
afterEach(() => void vi.useRealTimers())

const sleep = (ms: number) => new Promise((go) => setTimeout(go, ms))

async function check(isRight: boolean): Promise<boolean> {
  await sleep(checkMs)
  return isRight
}

type Attack = {
  attackerAddress: (index: number) => string
  honestAddress: (index: number) => string
  /** When this person signs in, in milliseconds since the attack began. */
  honestStartMs: (index: number) => number
  /** How long an attacker waits for an answer before it disconnects and asks again. */
  attackerTimeoutMs?: number
  signedInBefore?: boolean
}

/** Runs it for a minute and a half. @returns how many honest people were let in, and how long each waited */
async function simulate({
  attackerAddress,
  honestAddress,
  honestStartMs,
  attackerTimeoutMs = Infinity,
  signedInBefore = false,
}: Attack) {
  const attempt = createLoginRateLimiter()
  if (signedInBefore) {
    const earlier = Array.from({ length: honestCount }, (_, i) =>
      attempt(honestAddress(i), () => check(true)),
    )
    await vi.advanceTimersByTimeAsync(20_000)
    await Promise.all(earlier)
  }
  const end = new AbortController()

  const attack = async (address: string) => {
    while (!end.signal.aborted) {
      const client = new AbortController()
      const timer =
        attackerTimeoutMs < Infinity ? setTimeout(() => client.abort(), attackerTimeoutMs) : undefined
      const { kind } = await attempt(address, () => check(false), client.signal)
      clearTimeout(timer)
      // A round trip; longer for those that are blocked, only because simulating each would take long.
      await sleep(kind === 'rate-limited' ? 2000 : 20)
    }
  }
  /** Tries again twice, as the page suggests. */
  const signIn = async (index: number): Promise<number | null> => {
    await sleep(honestStartMs(index))
    const start = Date.now()
    for (let tries = 0; tries < 3; tries++) {
      const result = await attempt(honestAddress(index), () => check(true))
      if (result.kind === 'accepted') return Date.now() - start
      if (result.kind !== 'busy') return null
      await sleep(result.seconds * 1000)
    }
    return null
  }

  for (let i = 0; i < attackerCount; i++) void attack(attackerAddress(i))
  const people = Array.from({ length: honestCount }, (_, i) => signIn(i))
  await vi.advanceTimersByTimeAsync(90_000)
  end.abort()
  await vi.advanceTimersByTimeAsync(30_000)
  const waits = (await Promise.all(people)).filter((wait) => wait !== null).toSorted((a, b) => a - b)
  return { letIn: waits.length, medianMs: waits[Math.floor(waits.length / 2)] ?? Infinity }
}

const manyNetworks = (index: number) => `10.${index >> 8}.${index & 255}.1`
const fewNetworks = (index: number) => `203.0.${113 + (index >> 8)}.${index & 255}`
const oneIpv6Network = (index: number) => `2001:db8:7:${index.toString(16)}::1`
const homes = (index: number) => `198.51.${index}.7`
const sameNetwork = (index: number) => `203.0.114.${100 + index}`
const oneEachSecond = (index: number) => 1000 + index * 1000

const usual = { attackerAddress: manyNetworks, honestAddress: homes, honestStartMs: oneEachSecond }

test.each<[string, Attack, { medianMs: number }]>([
  ['in as many networks', usual, { medianMs: 1000 }],
  ['in two networks', { ...usual, attackerAddress: fewNetworks }, { medianMs: 1000 }],
  ['in one IPv6 network', { ...usual, attackerAddress: oneIpv6Network }, { medianMs: 1000 }],
  ['who do not wait for answers', { ...usual, attackerTimeoutMs: 1500 }, { medianMs: 1000 }],
  [
    'in the people’s own network',
    { ...usual, attackerAddress: fewNetworks, honestAddress: sameNetwork },
    { medianMs: 20_000 },
  ],
  ['who come at the same moment', { ...usual, honestStartMs: () => 0 }, { medianMs: 20_000 }],
  [
    'when everybody has signed in before',
    { ...usual, honestStartMs: () => 1000, signedInBefore: true },
    { medianMs: 3000 },
  ],
])('300 attackers keep out hardly anybody: %s', async (_, attack, max) => {
  const { letIn, medianMs } = await simulate(attack)
  expect(letIn).toBeGreaterThanOrEqual(honestCount * 0.8)
  expect(medianMs).toBeLessThan(max.medianMs)
})
