import { expect, test } from 'vitest'

import { flingOn, speedOf } from './fling.ts'

test('the speed is that of the last of the movement', () => {
  expect(speedOf([])).toBe(0)
  expect(speedOf([{ y: 100, time: 0 }])).toBe(0)
  const trail = [
    { y: 500, time: 0 },
    { y: 300, time: 200 },
    { y: 280, time: 210 },
    { y: 260, time: 220 },
  ]
  expect(speedOf(trail)).toBe(2)
})

test('two events that come at once are no measure', () => {
  expect(speedOf([at(500, 0), at(100, 0.5)])).toBe(12)
  expect(speedOf([at(100, 0), at(500, 0.5)])).toBe(-12)
  expect(speedOf([at(100, 0), at(500, 0)])).toBe(0)
})

test('a finger that rests before it leaves does not fling', () => {
  const trail = [
    { y: 500, time: 0 },
    { y: 300, time: 50 },
    { y: 300, time: 300 },
  ]
  expect(speedOf(trail)).toBe(0)
})

test('a fling goes as far in one step as in many, and comes to rest', () => {
  expect(far(460).speed).toBeCloseTo(0.5)
  expect(far(10).gone).toBeCloseTo(far(460).gone)
  expect(far(10).gone).toBeGreaterThan(0)
  expect(flingOn(0.01, 16)).toBeNull()
  expect(flingOn(-0.01, 16)).toBeNull()
})

function at(y: number, time: number) {
  return { y, time }
}

/** How far a fling at 2 px per ms goes in 460 ms, drawn every `step` ms. */
function far(step: number) {
  let speed = 2
  let gone = 0
  for (let time = 0; time < 460; time += step) {
    const on = flingOn(speed, step)
    if (on === null) break
    gone += on.by
    speed = on.speed
  }
  return { gone, speed }
}
