import { expect, test } from 'vitest'

import { chosenRange, isDrag, moveBrush, resting, type Brush, type BrushEvent } from './brush.ts'

const bin = (i: number) => ({ from: i * 10, to: i * 10 + 10 })
const after = (...events: BrushEvent[]): Brush => events.reduce(moveBrush, resting)

test('a press and nothing else is one bin, and no drag', () => {
  const brush = after({ type: 'press', bin: bin(3) })
  expect(chosenRange(brush)).toEqual({ from: 30, to: 40 })
  expect(isDrag(brush)).toBe(false)
})

test('a drag takes in the bins at both its ends, whichever way it goes', () => {
  const right = after({ type: 'press', bin: bin(3) }, { type: 'point', bin: bin(5) })
  const left = after({ type: 'press', bin: bin(3) }, { type: 'point', bin: bin(1) })
  expect([right, left].map(chosenRange)).toEqual([
    { from: 30, to: 60 },
    { from: 10, to: 40 },
  ])
  expect([right, left].every(isDrag)).toBe(true)
})

test('leaving the chart does not end a drag, stopping does', () => {
  const dragged: BrushEvent[] = [
    { type: 'press', bin: bin(3) },
    { type: 'point', bin: bin(5) },
    { type: 'leave' },
  ]
  expect(chosenRange(after(...dragged))).toEqual({ from: 30, to: 60 })
  expect(after(...dragged, { type: 'stop' })).toEqual(resting)
})

test('pointing chooses nothing', () => {
  const pointed = after({ type: 'point', bin: bin(2) })
  expect(pointed).toEqual({ state: 'idle', at: 20 })
  expect(chosenRange(pointed)).toBeNull()
  expect(moveBrush(pointed, { type: 'leave' })).toEqual(resting)
})

test('each slider keeps what the other chose, and its own end is no bound', () => {
  const both = after({ type: 'slide', handle: 'from', at: 20 }, { type: 'slide', handle: 'to', at: 70 })
  expect(chosenRange(both)).toEqual({ from: 20, to: 70 })
  const back = moveBrush(both, { type: 'slide', handle: 'from', at: null })
  expect(chosenRange(back)).toEqual({ from: null, to: 70 })
  expect(chosenRange(moveBrush(back, { type: 'slide', handle: 'to', at: null }))).toBeNull()
})

test('a pointer that passes by does not undo the sliders, a press does', () => {
  const slid = after({ type: 'slide', handle: 'from', at: 20 })
  expect(moveBrush(slid, { type: 'point', bin: bin(9) })).toBe(slid)
  expect(chosenRange(moveBrush(slid, { type: 'press', bin: bin(9) }))).toEqual({ from: 90, to: 100 })
})
