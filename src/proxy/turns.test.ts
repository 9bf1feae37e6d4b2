import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

import type { ProxyEvent } from './proxy-event.ts'
import { createTurns, type Turn } from './turns.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

type Wish = {
  caller: string
  became: 'waiting' | 'running' | 'over' | 'closed' | 'late' | 'left'
  turn: Turn | null
  ms: number
  leave: () => void
}

function turnsOf(atOnce: number) {
  const events: ProxyEvent[] = []
  const wishes: Wish[] = []
  const turns = createTurns({
    atOnce,
    tell: (event) => events.push(event),
    now: () => performance.now(),
    random: () => 1,
  })
  /** Wants a turn. What becomes of it more than once, or after it has left, is a failure. */
  const enter = (caller: string): Wish => {
    const wish: Wish = { caller, became: 'waiting', turn: null, ms: 0, leave: () => {} }
    wishes.push(wish)
    const become = (what: Wish['became']) => {
      expect(wish.became).toBe('waiting')
      wish.became = what
    }
    wish.leave = turns.enter({
      caller,
      read: 'engagements',
      go: (turn) => {
        become('running')
        wish.turn = turn
      },
      refuse: (why, ms) => {
        become(why)
        wish.ms = ms
      },
    })
    return wish
  }
  const are = (became: Wish['became']) => wishes.filter((wish) => wish.became === became)
  return { enter, are, events, wishes }
}

describe('a turn', () => {
  test('comes at once where there is room, otherwise when another is done, and then by callers', () => {
    const { enter, are } = turnsOf(2)
    const [a1, a2, a3, a4, b1] = ['a', 'a', 'a', 'a', 'b'].map(enter)
    expect(are('running')).toEqual([a1, a2])
    a1?.turn?.done()
    expect(a3?.became).toBe('running')
    a2?.turn?.done()
    expect([a4?.became, b1?.became]).toEqual(['waiting', 'running'])
  })

  test('that is done twice makes room once', () => {
    const { enter, are } = turnsOf(1)
    const first = enter('a')
    for (let i = 0; i < 3; i++) enter('a')
    first.turn?.done()
    first.turn?.done()
    expect(are('waiting')).toHaveLength(2)
  })

  test('is waited for 60 s, and then asked for again in 5', () => {
    const { enter } = turnsOf(1)
    const first = enter('a')
    const second = enter('b')
    vi.advanceTimersByTime(59_999)
    expect(second.became).toBe('waiting')
    vi.advanceTimersByTime(1)
    expect(second).toMatchObject({ became: 'late', ms: 5000 })
    first.turn?.done()
    expect(enter('c').became).toBe('running')
  })

  test('comes to nobody who has left', () => {
    const { enter } = turnsOf(1)
    const first = enter('a')
    const [second, third] = [enter('b'), enter('c')]
    second.leave()
    first.turn?.done()
    expect([second.became, third.became]).toEqual(['waiting', 'running'])
    vi.advanceTimersByTime(60_000)
    expect(second.became).toBe('waiting')
  })
})

describe('a 429', () => {
  test('ends all waiting, and new ones are not even begun', () => {
    const { enter, are } = turnsOf(1)
    const first = enter('a')
    enter('a')
    enter('b')
    expect(first.turn?.slowedDown('7')).toBe(7000)
    expect(are('closed').map(({ ms }) => ms)).toEqual([7000, 7000])
    vi.advanceTimersByTime(2500)
    expect(enter('c')).toMatchObject({ became: 'closed', ms: 4500 })
  })

  test('lets one through when its time is over, and all after that one’s answer', () => {
    const { enter, are } = turnsOf(3)
    const first = enter('a')
    first.turn?.slowedDown('1')
    first.turn?.done()
    vi.advanceTimersByTime(1000)
    const [trial] = [enter('a'), enter('a'), enter('b'), enter('c')]
    expect(are('running')).toEqual([first, trial])
    trial.turn?.answered()
    expect(are('running')).toHaveLength(4)
    expect(are('waiting')).toHaveLength(1)
  })
})

test('the length of the queue is told whenever it changes, and 429s are', () => {
  const { enter, events } = turnsOf(1)
  const first = enter('a')
  enter('b')
  const third = enter('c')
  third.leave()
  first.turn?.slowedDown('2')
  expect(events).toEqual([
    { kind: 'queued', read: 'engagements', waiting: 1 },
    { kind: 'queued', read: 'engagements', waiting: 2 },
    { kind: 'queued', read: 'engagements', waiting: 1 },
    { kind: 'slowed-down', read: 'engagements', ms: 2000 },
    { kind: 'queued', read: 'engagements', waiting: 0 },
  ])
})

const which = fc.nat()
const happening = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('enters' as const), caller: fc.constantFrom('a', 'b', 'c') }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('leaves' as const), which }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('answered' as const), which }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('slowed-down' as const), which }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('unanswered' as const), which, lost: fc.boolean() }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('done' as const), which }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('time' as const), ms: fc.constantFrom(1, 900, 9000, 61_000) }),
  },
)

test('whatever happens: never more than may run, nobody twice, nobody for ever, and callers by turns', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 4 }),
      fc.array(happening, { maxLength: 50 }),
      (atOnce, happenings) => {
        const { enter, are, events, wishes } = turnsOf(atOnce)
        /** Turns that others had while a caller waited. */
        const others = new Map<string, string[]>()
        const note = (wish: Wish) => {
          for (const turns of others.values()) turns.push(wish.caller)
          others.delete(wish.caller)
        }
        const look = (before: readonly Wish[]) => {
          expect(are('running').length).toBeLessThanOrEqual(atOnce)
          // Where nothing runs, nothing would end anybody's wait.
          expect(are('running').length > 0 || are('waiting').length === 0).toBe(true)
          for (const wish of are('running')) if (!before.includes(wish)) note(wish)
          const waiting = new Set(are('waiting').map(({ caller }) => caller))
          for (const caller of others.keys()) if (!waiting.has(caller)) others.delete(caller)
          for (const caller of waiting) if (!others.has(caller)) others.set(caller, [])
          for (const turns of others.values()) expect(new Set(turns).size).toBe(turns.length)
          const lengths = events.flatMap((event) => (event.kind === 'queued' ? [event.waiting] : []))
          expect(lengths.at(-1) ?? 0).toBe(are('waiting').length)
        }

        for (const each of happenings) {
          const running = are('running')
          const one = 'which' in each ? running[each.which % running.length] : undefined
          const wish = 'which' in each && each.kind === 'leaves' ? are('waiting').at(0) : one
          if (each.kind === 'enters') enter(each.caller)
          else if (each.kind === 'time') vi.advanceTimersByTime(each.ms)
          else if (each.kind === 'leaves' && wish) {
            wish.leave()
            wish.became = 'left'
          } else if (each.kind === 'answered') one?.turn?.answered()
          else if (each.kind === 'slowed-down') one?.turn?.slowedDown(null)
          else if (each.kind === 'unanswered') one?.turn?.unanswered(each.lost)
          else if (each.kind === 'done' && one) {
            one.became = 'over'
            one.turn?.unanswered(true)
            one.turn?.done()
          }
          look(running)
        }
        for (let [one] = are('running'); one; [one] = are('running')) {
          one.became = 'over'
          one.turn?.answered()
          one.turn?.done()
        }
        vi.advanceTimersByTime(60_000)
        expect(are('waiting')).toEqual([])
        expect(wishes.filter(({ became, turn }) => became === 'over' && turn === null)).toEqual([])
        expect(vi.getTimerCount()).toBe(0)
      },
    ),
  )
})
