import { median } from './figures.ts'

export type Unit = 'ms' | 'MB' | 'MB/s' | 'kB' | 'tasks' | 'rows' | 'answers'

/** One line of the table: what was measured, of whom, and what must hold. */
export interface Line {
  what: string
  unit: Unit
  /** Whether the middle of the samples stands for them, or the highest. */
  take: 'median' | 'highest'
  /** Samples of the least anyone could do, of the app, and of the plain design; none where it was not measured. */
  bare: readonly number[]
  app: readonly number[]
  plain: readonly number[]
  bar: Bar | null
}

/** What must hold of the app's figure, or of how many times it is another's. */
export interface Bar {
  of: 'app' | 'app ÷ bare' | 'app ÷ plain'
  must: 'at most' | 'at least'
  be: number
}

/** A line in numbers; null where there was nothing to measure. */
export interface Verdict {
  bare: number | null
  app: number | null
  plain: number | null
  toBare: number | null
  toPlain: number | null
  /** Null where nothing must hold. What could not be measured does not hold. */
  holds: boolean | null
}

export function judge({ take, bar, ...samples }: Line): Verdict {
  const one = (values: readonly number[]) => {
    if (values.length === 0) return null
    return take === 'median' ? median(values) : Math.max(...values)
  }
  const [bare, app, plain] = [one(samples.bare), one(samples.app), one(samples.plain)]
  const toBare = ratio(app, bare)
  const toPlain = ratio(app, plain)
  const figures = { app, 'app ÷ bare': toBare, 'app ÷ plain': toPlain }
  return { bare, app, plain, toBare, toPlain, holds: bar && isWithin(bar, figures[bar.of]) }
}

function ratio(value: number | null, to: number | null): number | null {
  return value === null || to === null || to === 0 ? null : value / to
}

function isWithin({ must, be }: Bar, figure: number | null): boolean {
  if (figure === null) return false
  return must === 'at most' ? figure <= be : figure >= be
}

/** A line with nothing measured yet, to be filled in. */
export function lineOf(what: string, unit: Unit, some: Partial<Line>): Line {
  return { what, unit, take: 'median', bare: [], app: [], plain: [], bar: null, ...some }
}

export function atMost(be: number, of: Bar['of'] = 'app'): Bar {
  return { of, must: 'at most', be }
}

export function atLeast(be: number, of: Bar['of'] = 'app'): Bar {
  return { of, must: 'at least', be }
}
