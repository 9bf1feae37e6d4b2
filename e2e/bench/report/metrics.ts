import { median } from './stats.ts'

export type Unit = 'ms' | 'MB' | 'MB/s' | 'kB' | 'tasks' | 'rows' | 'responses' | 'points'

/** One row of the table: the samples of a measurement, and its threshold. */
export interface Metric {
  label: string
  unit: Unit
  /** How samples are combined into one value. */
  aggregate: 'median' | 'max'
  /** Samples of the least work possible; empty if not measured, as the other two. */
  floor: readonly number[]
  app: readonly number[]
  /** Samples of the obvious design. */
  baseline: readonly number[]
  threshold: Threshold | null
}

/** A limit on the app's value, on its ratio to another value, or on what it has more than another. */
export interface Threshold {
  subject: 'app' | 'app ÷ floor' | 'app ÷ baseline' | 'app − floor'
  comparison: 'at most' | 'at least'
  limit: number
}

/** The combined values of a metric; null if not measured. */
export interface MetricResult {
  floor: number | null
  app: number | null
  baseline: number | null
  toFloor: number | null
  toBaseline: number | null
  /** Null without a threshold; false if its value was not measured. */
  isMet: boolean | null
}

export function evaluateMetric({ aggregate, threshold, ...samples }: Metric): MetricResult {
  const summarize = (values: readonly number[]) => {
    if (values.length === 0) return null
    return aggregate === 'median' ? median(values) : Math.max(...values)
  }
  const [floor, app, baseline] = [
    summarize(samples.floor),
    summarize(samples.app),
    summarize(samples.baseline),
  ]
  const toFloor = ratio(app, floor)
  const toBaseline = ratio(app, baseline)
  const overFloor = app === null || floor === null ? null : app - floor
  const values = { app, 'app ÷ floor': toFloor, 'app ÷ baseline': toBaseline, 'app − floor': overFloor }
  return {
    floor,
    app,
    baseline,
    toFloor,
    toBaseline,
    isMet: threshold && isWithinThreshold(threshold, values[threshold.subject]),
  }
}

function ratio(value: number | null, divisor: number | null): number | null {
  return value === null || divisor === null || divisor === 0 ? null : value / divisor
}

function isWithinThreshold({ comparison, limit }: Threshold, value: number | null): boolean {
  if (value === null) return false
  return comparison === 'at most' ? value <= limit : value >= limit
}

/** A metric with default values for the fields that are not given. */
export function createMetric(label: string, unit: Unit, fields: Partial<Metric>): Metric {
  return { label, unit, aggregate: 'median', floor: [], app: [], baseline: [], threshold: null, ...fields }
}

export function maxThreshold(limit: number, subject: Threshold['subject'] = 'app'): Threshold {
  return { subject, comparison: 'at most', limit }
}

export function minThreshold(limit: number, subject: Threshold['subject'] = 'app'): Threshold {
  return { subject, comparison: 'at least', limit }
}
