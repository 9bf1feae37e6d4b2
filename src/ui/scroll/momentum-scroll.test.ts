import { expect, test } from 'vitest'

import { momentumStep, releaseSpeed } from './momentum-scroll.ts'

test('the speed is that of the last samples', () => {
  expect(releaseSpeed([])).toBe(0)
  expect(releaseSpeed([{ y: 100, time: 0 }])).toBe(0)
  const trail = [
    { y: 500, time: 0 },
    { y: 300, time: 200 },
    { y: 280, time: 210 },
    { y: 260, time: 220 },
  ]
  expect(releaseSpeed(trail)).toBe(2)
})

test('samples at almost the same time give a limited speed', () => {
  expect(releaseSpeed([at(500, 0), at(100, 0.5)])).toBe(12)
  expect(releaseSpeed([at(100, 0), at(500, 0.5)])).toBe(-12)
  expect(releaseSpeed([at(100, 0), at(500, 0)])).toBe(0)
})

test('a finger that stops before it is lifted has no speed', () => {
  const trail = [
    { y: 500, time: 0 },
    { y: 300, time: 50 },
    { y: 300, time: 300 },
  ]
  expect(releaseSpeed(trail)).toBe(0)
})

test('momentum covers the same distance in one step as in many, and stops', () => {
  expect(runMomentum(460).speed).toBeCloseTo(0.5)
  expect(runMomentum(10).distance).toBeCloseTo(runMomentum(460).distance)
  expect(runMomentum(10).distance).toBeGreaterThan(0)
  expect(momentumStep(0.01, 16)).toBeNull()
  expect(momentumStep(-0.01, 16)).toBeNull()
})

function at(y: number, time: number) {
  return { y, time }
}

/** Distance and final speed of momentum at 2 px per ms after 460 ms, in steps of `step` ms. */
function runMomentum(step: number) {
  let speed = 2
  let distance = 0
  for (let time = 0; time < 460; time += step) {
    const next = momentumStep(speed, step)
    if (next === null) break
    distance += next.by
    speed = next.speed
  }
  return { distance, speed }
}
