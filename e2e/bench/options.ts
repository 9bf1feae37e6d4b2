import { parseArgs } from 'node:util'

import type { Section } from './bench-run.ts'
import { exported } from './sections/export.ts'
import { firstScreen } from './sections/first-screen.ts'
import { hugeContext } from './sections/huge-context.ts'
import { list } from './sections/list.ts'
import { load } from './sections/load.ts'
import { million } from './sections/million.ts'
import { oddContexts } from './sections/odd-contexts.ts'
import { proxy } from './sections/proxy.ts'
import { slowPages } from './sections/slow-pages.ts'

const names = [
  'list',
  'slow-pages',
  'million',
  'export',
  'huge-context',
  'odd-contexts',
  'first-screen',
  'proxy',
  'load',
] as const
type SectionName = (typeof names)[number]

/** The parts of the benchmarks. */
export const sections: Record<SectionName, Section> = {
  list,
  'slow-pages': slowPages,
  million,
  export: exported,
  'huge-context': hugeContext,
  'odd-contexts': oddContexts,
  'first-screen': firstScreen,
  proxy,
  load,
}

export interface Options {
  /** How many engagements the list has that the plain design is measured on as well. */
  engagements: number
  /** How many the longest list has. */
  most: number
  /** How often each is measured. */
  runs: number
  /** The parts to run, all of them unless said. */
  only: readonly SectionName[]
}

/** Reads the command's arguments. Throws a sentence about one that cannot be. */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      engagements: { type: 'string', default: '100000' },
      most: { type: 'string', default: '1000000' },
      runs: { type: 'string', default: '3' },
      only: { type: 'string', default: names.join(',') },
    },
  })
  return {
    engagements: wholePages('engagements', values.engagements),
    most: wholePages('most', values.most),
    runs: whole('runs', values.runs),
    only: values.only.split(',').map(sectionName),
  }
}

function sectionName(text: string): SectionName {
  const name = names.find((each) => each === text)
  if (name === undefined)
    throw new RangeError(`--only takes some of ${names.join(',')}, and "${text}" is none.`)
  return name
}

function wholePages(option: string, text: string): number {
  const value = whole(option, text)
  if (value % 1000 !== 0) throw new RangeError(`--${option} takes whole thousands, and ${value} is none.`)
  return value
}

function whole(option: string, text: string): number {
  const value = Number(text)
  if (Number.isInteger(value) && value > 0) return value
  throw new RangeError(`--${option} takes a whole number from 1, and "${text}" is none.`)
}
