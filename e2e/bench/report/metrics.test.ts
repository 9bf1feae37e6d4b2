import { expect, test } from 'vitest'

import { minThreshold, maxThreshold, evaluateMetric, createMetric } from './metrics.ts'

test('ratios are computed from medians', () => {
  const metric = createMetric('loading', 'ms', { floor: [10, 1, 12], app: [15, 11, 90], baseline: [30] })
  expect(evaluateMetric(metric)).toEqual({
    floor: 10,
    app: 15,
    baseline: 30,
    toFloor: 1.5,
    toBaseline: 0.5,
    isMet: null,
  })
})

test('a threshold includes its limit', () => {
  const metric = createMetric('loading', 'ms', { floor: [10], app: [20] })
  expect(evaluateMetric({ ...metric, threshold: maxThreshold(2, 'app ÷ floor') }).isMet).toBe(true)
  expect(evaluateMetric({ ...metric, threshold: maxThreshold(1.99, 'app ÷ floor') }).isMet).toBe(false)
  expect(evaluateMetric({ ...metric, threshold: minThreshold(2, 'app ÷ floor') }).isMet).toBe(true)
  expect(evaluateMetric({ ...metric, threshold: minThreshold(20.1) }).isMet).toBe(false)
})

test('a threshold may be on what the app has more than the floor, also where the floor is nothing', () => {
  const metric = createMetric('refused', 'responses', { floor: [0], app: [2] })
  expect(evaluateMetric({ ...metric, threshold: maxThreshold(2, 'app − floor') }).isMet).toBe(true)
  expect(evaluateMetric({ ...metric, threshold: maxThreshold(1.9, 'app − floor') }).isMet).toBe(false)
  const unmeasured = { ...metric, floor: [], threshold: maxThreshold(2, 'app − floor') }
  expect(evaluateMetric(unmeasured).isMet).toBe(false)
})

test('with the aggregate max, one bad sample exceeds the threshold', () => {
  const metric = createMetric('tasks', 'tasks', {
    aggregate: 'max',
    app: [0, 1, 0],
    threshold: maxThreshold(0),
  })
  expect(evaluateMetric(metric)).toMatchObject({ app: 1, isMet: false })
})

test('a threshold without a measurement is not met', () => {
  const metric = createMetric('memory', 'MB', { app: [200], threshold: maxThreshold(0.2, 'app ÷ baseline') })
  expect(evaluateMetric(metric)).toMatchObject({ baseline: null, toBaseline: null, isMet: false })
  expect(
    evaluateMetric({ ...metric, threshold: maxThreshold(0.2, 'app ÷ floor'), floor: [0] }),
  ).toMatchObject({ isMet: false })
})
