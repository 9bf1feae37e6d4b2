import { parseArgs } from 'node:util'

import type { BenchSection } from './bench-run.ts'
import { enginesSection } from './sections/engines.ts'
import { exportSection } from './sections/export.ts'
import { firstScreenSection } from './sections/first-screen.ts'
import { hugeContextSection } from './sections/huge-context.ts'
import { lighthouseSection } from './sections/lighthouse.ts'
import { listSection } from './sections/list.ts'
import { loadTestSection } from './sections/load.ts'
import { millionSection } from './sections/million.ts'
import { unusualContextsSection } from './sections/unusual-contexts.ts'
import { proxySection } from './sections/proxy.ts'
import { slicesSection } from './sections/slices.ts'
import { slowNetworkSection } from './sections/slow-network.ts'
import { slowPagesSection } from './sections/slow-pages.ts'

const names = [
  'list',
  'slow-pages',
  'slow-network',
  'slices',
  'million',
  'export',
  'huge-context',
  'odd-contexts',
  'first-screen',
  'lighthouse',
  'proxy',
  'load',
  'engines',
] as const
type SectionName = (typeof names)[number]

/** The sections of the benchmarks, by their names in `--only`. */
export const sections: Record<SectionName, BenchSection> = {
  list: listSection,
  'slow-pages': slowPagesSection,
  'slow-network': slowNetworkSection,
  slices: slicesSection,
  million: millionSection,
  export: exportSection,
  'huge-context': hugeContextSection,
  'odd-contexts': unusualContextsSection,
  'first-screen': firstScreenSection,
  lighthouse: lighthouseSection,
  proxy: proxySection,
  load: loadTestSection,
  engines: enginesSection,
}

export interface BenchOptions {
  /** Number of engagements in the list that the baseline is measured on, too. */
  engagements: number
  /** Number of engagements in the longest list. */
  maxEngagements: number
  /** How often each measurement is repeated. */
  runs: number
  /** The sections to run; all by default. */
  only: readonly SectionName[]
}

/** Parses the command's arguments. Throws a RangeError with a readable message for an invalid value. */
export function parseOptions(args: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      engagements: { type: 'string', default: '100000' },
      'max-engagements': { type: 'string', default: '1000000' },
      runs: { type: 'string', default: '3' },
      only: { type: 'string', default: names.join(',') },
    },
  })
  return {
    engagements: parseWholePages('engagements', values.engagements),
    maxEngagements: parseWholePages('max-engagements', values['max-engagements']),
    runs: parseWholeNumber('runs', values.runs),
    only: values.only.split(',').map(parseSectionName),
  }
}

function parseSectionName(text: string): SectionName {
  const name = names.find((each) => each === text)
  if (name === undefined)
    throw new RangeError(`--only does not accept "${text}". Use some of ${names.join(',')}.`)
  return name
}

function parseWholePages(option: string, text: string): number {
  const value = parseWholeNumber(option, text)
  if (value % 1000 !== 0) throw new RangeError(`--${option} must be a multiple of 1000, not ${value}.`)
  return value
}

function parseWholeNumber(option: string, text: string): number {
  const value = Number(text)
  if (Number.isInteger(value) && value > 0) return value
  throw new RangeError(`--${option} must be a whole number, 1 or more, not "${text}".`)
}
