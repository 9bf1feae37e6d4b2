import { engagementsPageSchema } from '#contract/resources.ts'

/** Search terms for the pages and their expected matches. */
export interface ExpectedResults {
  /** Two phone numbers with engagements far from the start of the list. */
  contacts: readonly [string, string]
  /** A text that about one context in a thousand contains. */
  text: string
  /** Number of contexts that contain `text`. */
  matches: number
  /** An identifier of eight digits or more that few contexts contain. */
  identifier: string
  /** Number of contexts that contain it. */
  identifierMatches: number
  /** The share of contexts in all bytes, 0 to 1. */
  contextShare: number
}

/** The emulator's parcels write their route under `flow.data` and under `trigger`. */
const routesPerContext = 2

/** @param pages the list's pages in order; the same buffer may occur more than once */
export function computeExpectedResults(pages: readonly Buffer[]): ExpectedResults {
  const page = pages.at(-1)
  if (page === undefined) throw new Error('The list has no pages.')
  const { engagements } = engagementsPageSchema.parse(JSON.parse(page.toString()))
  const numbers = new Set(engagements.map((each) => each.contact_channel_address ?? ''))
  const [before, contact] = [...numbers].filter((number) => number.startsWith('+1'))
  if (before === undefined || contact === undefined)
    throw new Error('The last page has fewer than two phone numbers to search for.')
  const contexts = engagements.map((each) => Buffer.byteLength(JSON.stringify(each.context)))
  const identifier = /"order":"(\d{8})"/.exec(page.toString())?.[1] ?? ''
  const text = /"route":"(R-\d{3})"/.exec(page.toString())?.[1] ?? ''
  return {
    contacts: [before, contact],
    text,
    matches: countOccurrences(pages, `"route":"${text}"`) / routesPerContext,
    identifier,
    identifierMatches: countOccurrences(pages, `"data":{"order":"${identifier}"`),
    contextShare: sum(contexts) / page.byteLength,
  }
}

function countOccurrences(pages: readonly Buffer[], text: string): number {
  const counts = new Map(
    [...new Set(pages)].map((page) => [page, page.toString('latin1').split(text).length - 1]),
  )
  return sum(pages.map((page) => counts.get(page) ?? 0))
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
