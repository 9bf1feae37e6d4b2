import type { Browser } from '@playwright/test'

import type { Line } from './lines.ts'

/** One run of the benchmarks: what its sections are given. */
export interface BenchRun {
  /** How many engagements the list has, and how often each reading of it is repeated. */
  engagements: number
  runs: number
  /** How many the longest list has. */
  most: number
  /** The folder of the plain design, built. */
  plain: string
  /** Hands out a browser that knows nothing of the ones before, and closes it afterwards. */
  withBrowser: <T>(act: (browser: Browser) => Promise<T>) => Promise<T>
  /** Measures something; where that fails, says so and goes on without. */
  attempt: <T>(what: string, measure: () => Promise<T>) => Promise<T | null>
  /** Tells whoever waits what is being done. */
  say: (sentence: string) => void
}

/** A part that can be run alone. */
export type Section = (run: BenchRun) => Promise<Line[]>

/** "100,000" */
export function grouped(count: number): string {
  return count.toLocaleString('en')
}
