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

test('a caller that is skipped keeps its place', () => {
  const queue = new FairQueue<string>()
  for (const item of ['a1', 'a2', 'b1', 'b2', 'c1']) queue.add(item.charAt(0), item)
  expect([...queue.heads()]).toEqual([
    ['a', 'a1'],
    ['b', 'b1'],
    ['c', 'c1'],
  ])
  const skipped = 'a'
  const canServe = (each: string) => each !== skipped
  expect([queue.next(canServe), queue.next(canServe)]).toEqual(['b1', 'c1'])
  expect(queue.next(() => false)).toBeUndefined()
  expect([queue.next(), queue.next(), queue.next()]).toEqual(['a1', 'b2', 'a2'])
})

test('the newest of the callers who have not been served is the one who came last', () => {
  const queue = new FairQueue<string>()
  for (const item of ['a1', 'a2', 'b1', 'c1', 'c2', 'a3']) queue.add(item.charAt(0), item)
  expect(queue.nextOfNewest()).toBe('c1')
  expect(queue.nextOfNewest()).toBe('b1')
  expect(queue.next()).toBe('a1')
  // Both have been served, so neither is new.
  expect(queue.nextOfNewest()).toBeUndefined()
  queue.add('b', 'b2')
  expect(queue.nextOfNewest()).toBe('b2')
  expect([queue.next(), queue.next(), queue.next(), queue.next()]).toEqual(['c2', 'a2', 'a3', undefined])
})

test('the item that is dropped is the newest of the caller with the most, and of the last such caller', () => {
  fc.assert(
    fc.property(fc.array(caller, { maxLength: 30 }), (callers) => {
      const queue = new FairQueue<string>()
      const items = callers.map((each, index) => `${each}${index}`)
      for (const item of items) queue.add(item.charAt(0), item)
      while (items.length > 0) {
        const counts = Map.groupBy(items, (item) => item.charAt(0))
        const most = Math.max(...[...counts.values()].map(({ length }) => length))
        const longest = [...counts.values()].findLast(({ length }) => length === most)
        expect(queue.dropFromLongest()).toBe(longest?.at(-1))
        items.splice(items.indexOf(longest?.at(-1) ?? ''), 1)
        expect(queue.size).toBe(items.length)
      }
      expect(queue.dropFromLongest()).toBeUndefined()
    }),
  )
})
