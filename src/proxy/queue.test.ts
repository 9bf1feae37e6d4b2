import fc from 'fast-check'
import { expect, test } from 'vitest'

import { FairQueue } from './queue.ts'

const caller = fc.constantFrom('a', 'b', 'c', 'd')
const happening = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('enters' as const), caller }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('turn' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('leaves' as const), which: fc.nat() }) },
)

test('callers by turns, each in its own order, and nobody is lost', () => {
  fc.assert(
    fc.property(fc.array(happening, { maxLength: 60 }), (happenings) => {
      const queue = new FairQueue<{ caller: string; number: number }>()
      let waiting: { caller: string; number: number }[] = []
      /** The turns others had since a caller's wait began, which is when it entered or last had one. */
      const since = new Map<string, string[]>()
      let number = 0

      const turn = () => {
        const item = queue.next()
        expect(item === undefined).toBe(waiting.length === 0)
        if (item === undefined) return
        expect(item).toBe(waiting.find((each) => each.caller === item.caller))
        waiting = waiting.filter((each) => each !== item)
        since.delete(item.caller)
        for (const others of since.values()) others.push(item.caller)
        for (const others of since.values()) expect(new Set(others).size).toBe(others.length)
        if (waiting.some((each) => each.caller === item.caller)) since.set(item.caller, [])
        expect(queue.size).toBe(waiting.length)
      }

      for (const each of happenings) {
        if (each.kind === 'turn') turn()
        else if (each.kind === 'enters') {
          const item = { caller: each.caller, number: number++ }
          queue.add(item.caller, item)
          waiting.push(item)
          if (!since.has(item.caller)) since.set(item.caller, [])
        } else {
          const item = waiting[each.which % waiting.length]
          if (!item) continue
          if (!queue.remove(item.caller, item) || queue.has(item.caller, item)) throw new Error('It stayed.')
          waiting = waiting.filter((other) => other !== item)
          if (!waiting.some((other) => other.caller === item.caller)) since.delete(item.caller)
        }
      }
      while (waiting.length > 0) turn()
      expect([queue.size, queue.next()]).toEqual([0, undefined])
    }),
  )
})

test('who has left cannot leave again', () => {
  const queue = new FairQueue<string>()
  queue.add('a', 'first')
  expect(queue.next()).toBe('first')
  expect(queue.remove('a', 'first')).toBe(false)
  expect(queue.size).toBe(0)
})
