import { expect, test } from 'vitest'

import { selectedRange, isDrag, brushReducer, idleBrush, type Brush, type BrushEvent } from './brush.ts'

const bin = (i: number) => ({ from: i * 10, to: i * 10 + 10 })
const after = (...events: BrushEvent[]): Brush => events.reduce(brushReducer, idleBrush)

test('a press selects one bin and is not a drag', () => {
  const brush = after({ type: 'press', bin: bin(3) })
  expect(selectedRange(brush)).toEqual({ from: 30, to: 40 })
  expect(isDrag(brush)).toBe(false)
})

test('a drag includes the bins at both ends, in either direction', () => {
  const right = after({ type: 'press', bin: bin(3) }, { type: 'point', bin: bin(5) })
  const left = after({ type: 'press', bin: bin(3) }, { type: 'point', bin: bin(1) })
  expect([right, left].map(selectedRange)).toEqual([
    { from: 30, to: 60 },
    { from: 10, to: 40 },
  ])
  expect([right, left].every(isDrag)).toBe(true)
})

test('leaving the chart does not end a drag; stopping does', () => {
  const dragged: BrushEvent[] = [
    { type: 'press', bin: bin(3) },
    { type: 'point', bin: bin(5) },
    { type: 'leave' },
  ]
  expect(selectedRange(after(...dragged))).toEqual({ from: 30, to: 60 })
  expect(after(...dragged, { type: 'stop' })).toEqual(idleBrush)
})

test('hovering selects nothing', () => {
  const hovered = after({ type: 'point', bin: bin(2) })
  expect(hovered).toEqual({ state: 'idle', hoveredAt: 20 })
  expect(selectedRange(hovered)).toBeNull()
  expect(brushReducer(hovered, { type: 'leave' })).toEqual(idleBrush)
})

test('each slider keeps the other’s bound; a slider at its end sets no bound', () => {
  const both = after({ type: 'slide', handle: 'from', at: 20 }, { type: 'slide', handle: 'to', at: 70 })
  expect(selectedRange(both)).toEqual({ from: 20, to: 70 })
  const back = brushReducer(both, { type: 'slide', handle: 'from', at: null })
  expect(selectedRange(back)).toEqual({ from: null, to: 70 })
  expect(selectedRange(brushReducer(back, { type: 'slide', handle: 'to', at: null }))).toBeNull()
})

test('hovering does not reset the sliders; a press does', () => {
  const slid = after({ type: 'slide', handle: 'from', at: 20 })
  expect(brushReducer(slid, { type: 'point', bin: bin(9) })).toBe(slid)
  expect(selectedRange(brushReducer(slid, { type: 'press', bin: bin(9) }))).toEqual({ from: 90, to: 100 })
})
