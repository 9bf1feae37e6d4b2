import fc from 'fast-check'
import { expect, test } from 'vitest'

import { FairQueue } from './fair-queue.ts'

const caller = fc.constantFrom('a', 'b', 'c', 'd')
const action = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('enters' as const), caller }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('next' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('leaves' as const), which: fc.nat() }) },
)

test('serves callers in turn, each caller’s items in order, and loses none', () => {
  fc.assert(
    fc.property(fc.array(action, { maxLength: 60 }), (actions) => {
      const queue = new FairQueue<{ caller: string; number: number }>()
      let waiting: { caller: string; number: number }[] = []
      /** The callers served while a caller waits: since it was queued or last served. */
      const servedSince = new Map<string, string[]>()
      let number = 0

      const serveNext = () => {
        const item = queue.next()
        expect(item === undefined).toBe(waiting.length === 0)
        if (item === undefined) return
        expect(item).toBe(waiting.find((each) => each.caller === item.caller))
        waiting = waiting.filter((each) => each !== item)
        servedSince.delete(item.caller)
        for (const others of servedSince.values()) others.push(item.caller)
        for (const others of servedSince.values()) expect(new Set(others).size).toBe(others.length)
        if (waiting.some((each) => each.caller === item.caller)) servedSince.set(item.caller, [])
        expect(queue.size).toBe(waiting.length)
      }

      for (const each of actions) {
        if (each.kind === 'next') serveNext()
        else if (each.kind === 'enters') {
          const item = { caller: each.caller, number: number++ }
          queue.add(item.caller, item)
          waiting.push(item)
          if (!servedSince.has(item.caller)) servedSince.set(item.caller, [])
        } else {
          const item = waiting[each.which % waiting.length]
          if (!item) continue
          if (!queue.remove(item.caller, item) || queue.has(item.caller, item))
            throw new Error('The item was not removed.')
          waiting = waiting.filter((other) => other !== item)
          if (!waiting.some((other) => other.caller === item.caller)) servedSince.delete(item.caller)
        }
      }
      while (waiting.length > 0) serveNext()
      expect([queue.size, queue.next()]).toEqual([0, undefined])
    }),
  )
})

test('an item that was served cannot be removed', () => {
  const queue = new FairQueue<string>()
  queue.add('a', 'first')
  expect(queue.next()).toBe('first')
  expect(queue.remove('a', 'first')).toBe(false)
  expect(queue.size).toBe(0)
})
