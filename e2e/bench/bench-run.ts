import type { Browser } from '@playwright/test'

import type { Metric } from './report/metrics.ts'

/** The options and tools of a benchmark run, passed to each section. */
export interface BenchRun {
  /** Number of engagements in the list that the baseline can load, too. */
  engagements: number
  /** How often each measurement is repeated. */
  runs: number
  /** Number of engagements in the longest list. */
  maxEngagements: number
  /** The folder of the built baseline. */
  baselineFolder: string
  /** Calls `act` with a new browser, started with these arguments and the usual ones, and closes it afterwards. */
  withBrowser: <T>(act: (browser: Browser) => Promise<T>, args?: readonly string[]) => Promise<T>
  /** Measures something. On failure records the error and returns null. */
  attempt: <T>(label: string, measure: () => Promise<T>) => Promise<T | null>
  /** Reports progress. */
  log: (message: string) => void
}

/** A section of the benchmarks, which can run alone. */
export type BenchSection = (run: BenchRun) => Promise<Metric[]>

/** "100,000" */
export function groupThousands(count: number): string {
  return count.toLocaleString('en')
}
