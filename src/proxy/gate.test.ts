import { beforeEach, describe, expect, test } from 'vitest'

import { createGate, type Gate } from './gate.ts'

let clock = 0
let chance = 1
let gate: Gate
beforeEach(() => {
  clock = 1000
  chance = 1
  gate = createGate({ now: () => clock, random: () => chance })
})

const waitUntilOpen = () => {
  clock += gate.closedFor()
}

/** The gate was closed, and its time is over. @returns one request from before, still on its way */
function reopened() {
  const before = gate.pass()
  gate.pass().slowedDown(null)
  waitUntilOpen()
  return before
}

describe('how long it is closed', () => {
  test('as long as Twilio says', () => {
    expect(gate.pass().slowedDown(7000)).toBe(7000)
    clock += 6999
    expect([gate.closedFor(), gate.admits()]).toEqual([1, false])
    clock += 1
    expect([gate.closedFor(), gate.admits()]).toEqual([0, true])
  })

  test('two minutes at most', () => {
    expect(gate.pass().slowedDown(3_600_000)).toBe(120_000)
  })

  test('where Twilio does not say: doubling up to a minute, until there is an answer', () => {
    const waits = Array.from({ length: 8 }, () => {
      const ms = gate.pass().slowedDown(null)
      waitUntilOpen()
      return ms
    })
    expect(waits).toEqual([1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000])
    gate.pass().answered()
    expect(gate.pass().slowedDown(null)).toBe(1000)
  })

  test('half of that at least, by chance', () => {
    chance = 0
    expect(gate.pass().slowedDown(null)).toBe(500)
  })

  test('requests that were on their way together are one trouble', () => {
    const passes = [gate.pass(), gate.pass(), gate.pass(), gate.pass()]
    expect(passes.map((pass) => pass.slowedDown(null))).toEqual([1000, 1000, 1000, 1000])
    waitUntilOpen()
    expect(gate.pass().slowedDown(null)).toBe(2000)
  })

  test('but the longest wait of them counts', () => {
    const passes = [gate.pass(), gate.pass(), gate.pass()]
    expect([2000, 5000, 3000].map((ms, i) => passes[i]?.slowedDown(ms))).toEqual([2000, 5000, 5000])
  })
})

describe('after that', () => {
  test('one goes first, and its answer lets all others through', () => {
    reopened()
    const trial = gate.pass()
    expect(gate.admits()).toBe(false)
    trial.answered()
    gate.pass()
    expect(gate.admits()).toBe(true)
  })

  test('another 429 closes it again', () => {
    reopened()
    gate.pass().slowedDown(null)
    expect(gate.closedFor()).toBe(2000)
  })

  test('an answer to what was asked before says nothing', () => {
    const before = reopened()
    gate.pass()
    before.answered()
    expect(gate.admits()).toBe(false)
  })

  test('nor does an answer that comes while it is closed', () => {
    const before = gate.pass()
    gate.pass().slowedDown(5000)
    before.answered()
    expect(gate.closedFor()).toBe(5000)
    clock += 5000
    gate.pass()
    expect(gate.admits()).toBe(false)
  })

  test('whoever goes first and leaves makes room for the next to try', () => {
    reopened()
    gate.pass().unanswered(false)
    expect(gate.admits()).toBe(true)
    gate.pass()
    expect(gate.admits()).toBe(false)
  })

  test('Twilio out of reach is no 429: the gate opens, but counts on', () => {
    reopened()
    gate.pass().unanswered(true)
    gate.pass()
    expect(gate.admits()).toBe(true)
    expect(gate.pass().slowedDown(null)).toBe(2000)
  })
})
