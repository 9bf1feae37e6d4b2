import { describe, expect, test } from 'vitest'

import { Problem } from '#contract/problem.ts'
import { flowSchema } from '#contract/flow.ts'
import { sidOf } from '#testing/sids.ts'

import { freshHunt, hunt, huntingOrder, type Hunt, type LookInto } from './hunt.ts'

const flow = (n: number, status = 'published') => flowSchema.parse({ sid: sidOf('FW', n), status })
const flows = huntingOrder([flow(1), flow(2), flow(3), flow(4)])
const nothing = { requests: 1, found: false }

/** Hunts to the end; @returns the last state, and the flows that were looked into. */
async function run(lookInto: LookInto, from: Hunt = freshHunt(flows), abort = new AbortController()) {
  const asked: string[] = []
  let last = from
  const look: LookInto = (each, signal) => {
    asked.push(each.sid)
    return lookInto(each, signal)
  }
  await hunt(flows, from, look, (told) => (last = told), abort.signal)
  return { last, asked, states: flows.map(({ sid }) => last.looks.get(sid)?.state) }
}

describe('huntingOrder', () => {
  test('published flows come first, each kind in the order it was listed; one without a SID cannot be looked into', () => {
    const listed = [flow(1, 'draft'), flow(2), { ...flow(3), sid: null }, flow(4, 'draft'), flow(5)]
    expect(huntingOrder(listed).map(({ sid }) => sid)).toEqual([2, 5, 1, 4].map((n) => sidOf('FW', n)))
  })
})

describe('hunt', () => {
  test('looks into one flow after the other and counts the requests', async () => {
    const { last, asked } = await run(async () => nothing)
    expect(asked).toEqual(flows.map(({ sid }) => sid))
    expect(last).toMatchObject({ state: 'done', requests: 4 })
  })

  test('ends where the only thing there is to find was found', async () => {
    const { last, asked, states } = await run(async ({ sid }) => ({
      requests: 1,
      found: sid === sidOf('FW', 2),
    }))
    expect(asked).toHaveLength(2)
    expect(last.state).toBe('done')
    expect(states).toEqual(['looked', 'looked', 'waiting', 'waiting'])
  })

  test('a flow that fails does not stop the others', async () => {
    const { last, states } = await run(async ({ sid }) => {
      if (sid === sidOf('FW', 2)) throw new Problem('forbidden')
      return nothing
    })
    expect(states).toEqual(['looked', 'failed', 'looked', 'looked'])
    expect(last).toMatchObject({ state: 'done', requests: 4 })
  })

  test('three that fail alike stop it; going on asks again for those that failed', async () => {
    const { last, states } = await run(async () => {
      throw new Problem('unreachable')
    })
    expect(states).toEqual(['failed', 'failed', 'failed', 'waiting'])
    expect(last.state).toBe('paused')
    const again = await run(async () => nothing, last)
    expect(again.asked).toHaveLength(4)
    expect(again.states).toEqual(['looked', 'looked', 'looked', 'looked'])
  })

  test('paused, it goes on with the flow it was at', async () => {
    const abort = new AbortController()
    const first = await run(
      async ({ sid }, signal) => {
        if (sid === sidOf('FW', 2)) {
          abort.abort()
          signal.throwIfAborted()
        }
        return nothing
      },
      freshHunt(flows),
      abort,
    )
    expect(first.last).toMatchObject({ state: 'paused', requests: 1 })
    expect(first.states).toEqual(['looked', 'waiting', 'waiting', 'waiting'])
    const second = await run(async () => nothing, first.last)
    expect(second.asked).toEqual(flows.slice(1).map(({ sid }) => sid))
    expect(second.last).toMatchObject({ state: 'done', requests: 4 })
  })
})
