import { engagementsPageSchema } from '#contract/engagement.ts'

/** What is known beforehand of the pages: what can be asked of them, and how much there is to look through. */
export interface Facts {
  /** Two phone numbers that had engagements, far from the head of the list. */
  contacts: readonly [string, string]
  /** A text that about one context in a thousand holds, and how many do. */
  text: string
  matches: number
  /** Which part of all bytes are contexts, 0 to 1. */
  contextShare: number
}

/** The emulator's parcels write their route under `flow.data` and under `trigger`. */
const routesInContext = 2

/** @param pages the list's pages in their order; the same one may come again, as the same bytes */
export function readFacts(pages: readonly Buffer[]): Facts {
  const page = pages.at(-1)
  if (page === undefined) throw new Error('A list without a page has no facts.')
  const { engagements } = engagementsPageSchema.parse(JSON.parse(page.toString()))
  const numbers = new Set(engagements.map((each) => each.contact_channel_address ?? ''))
  const [before, contact] = [...numbers].filter((number) => number.startsWith('+1'))
  if (before === undefined || contact === undefined)
    throw new Error('The last page has no two phone numbers to search for.')
  const contexts = engagements.map((each) => Buffer.byteLength(JSON.stringify(each.context)))
  const text = /"route":"(R-\d{3})"/.exec(page.toString())?.[1] ?? ''
  return {
    contacts: [before, contact],
    text,
    matches: countAll(pages, `"route":"${text}"`) / routesInContext,
    contextShare: sum(contexts) / page.byteLength,
  }
}

function countAll(pages: readonly Buffer[], text: string): number {
  const counts = new Map(
    [...new Set(pages)].map((page) => [page, page.toString('latin1').split(text).length - 1]),
  )
  return sum(pages.map((page) => counts.get(page) ?? 0))
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
