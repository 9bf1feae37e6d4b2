import fc from 'fast-check'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { setupScheduler, type TestEntry } from './scheduler-fixture.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const which = fc.nat()
const action = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('enters' as const), caller: fc.constantFrom('a', 'b', 'c') }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('leaves' as const), which }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('answered' as const), which }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('rate-limited' as const), which }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('unanswered' as const), which, isUnreachable: fc.boolean() }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('done' as const), which }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('time' as const), ms: fc.constantFrom(1, 900, 9000, 61_000) }),
  },
)

test('never runs more than allowed, starts nothing twice, leaves nothing waiting, and is fair between callers', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 4 }),
      fc.array(action, { maxLength: 50 }),
      (maxConcurrent, actions) => {
        const { enqueue, inState, events, entries, waitUntil } = setupScheduler(maxConcurrent)
        /** The requests whose outcome is known, and when the last response has come since the last 429. */
        const settled = new Set<TestEntry>()
        let lastResponseAt = -Infinity
        /** Whether a 429 may have blocked requests so far. */
        let mayBeBlocked = false
        /** The callers that started a request while a caller waited. */
        const others = new Map<string, string[]>()
        const recordStart = (entry: TestEntry) => {
          for (const served of others.values()) served.push(entry.caller)
          others.delete(entry.caller)
        }
        const checkInvariants = (before: readonly TestEntry[]) => {
          expect(inState('running').length).toBeLessThanOrEqual(maxConcurrent)
          const isAfter429 = performance.now() < waitUntil()
          // If nothing runs and no block ends, nothing would end the wait.
          const isWaitOver = inState('running').length > 0 || (mayBeBlocked && isAfter429)
          expect(isWaitOver || inState('waiting').length === 0).toBe(true)
          for (const entry of inState('running')) if (!before.includes(entry)) recordStart(entry)
          const waiting = new Set(inState('waiting').map(({ caller }) => caller))
          const counts = Map.groupBy(inState('running'), ({ caller }) => caller)
          const share = Math.max(1, Math.floor(maxConcurrent / 2))
          const isBelowShare = (caller: string) => (counts.get(caller)?.length ?? 0) < share
          // Slowed down, fewer run, and half of them are fewer.
          const isOwed = (caller: string) => (isAfter429 ? !counts.has(caller) : isBelowShare(caller))
          // A caller with half of the slots gets another one only while no caller with less waits.
          for (const { caller } of inState('running').filter((entry) => !before.includes(entry)))
            expect((counts.get(caller)?.length ?? 0) <= share || ![...waiting].some(isBelowShare)).toBe(true)
          // A caller that has half of the slots is not owed the next one.
          for (const caller of others.keys())
            if (!waiting.has(caller) || !isOwed(caller)) others.delete(caller)
          for (const caller of waiting) if (!others.has(caller)) others.set(caller, [])
          for (const served of others.values()) expect(new Set(served).size).toBe(served.length)
          const lengths = events.flatMap((event) => (event.kind === 'queued' ? [event.waiting] : []))
          expect(lengths.at(-1) ?? 0).toBe(inState('waiting').length)
        }

        for (const each of actions) {
          const running = inState('running')
          const one = 'which' in each ? running[each.which % running.length] : undefined
          const entry = 'which' in each && each.kind === 'leaves' ? inState('waiting').at(0) : one
          if (each.kind === 'enters') enqueue(each.caller)
          else if (each.kind === 'time') vi.advanceTimersByTime(each.ms)
          else if (each.kind === 'leaves' && entry) {
            entry.leave()
            entry.state = 'left'
          } else if (each.kind === 'answered' && one) {
            if (!settled.has(one)) lastResponseAt = performance.now()
            one.slot?.onResponse()
          } else if (each.kind === 'rate-limited' && one) {
            // Others that run show that it does not run alone.
            mayBeBlocked ||= running.length === 1 || performance.now() - lastResponseAt >= 1000
            lastResponseAt = -Infinity
            one.slot?.onRateLimited(null)
          } else if (each.kind === 'unanswered') one?.slot?.onFailure(each.isUnreachable)
          else if (each.kind === 'done' && one) {
            one.state = 'over'
            one.slot?.onFailure(true)
            one.slot?.release()
          }
          if (one && each.kind !== 'enters' && each.kind !== 'time') settled.add(one)
          checkInvariants(running)
        }
        do {
          for (let [one] = inState('running'); one; [one] = inState('running')) {
            one.state = 'over'
            one.slot?.onResponse()
            one.slot?.release()
          }
          vi.advanceTimersByTime(5000)
        } while (inState('running').length > 0)
        expect(inState('waiting')).toEqual([])
        expect(entries.filter(({ state, slot }) => state === 'over' && slot === null)).toEqual([])
        expect(vi.getTimerCount()).toBe(0)
      },
    ),
  )
})
