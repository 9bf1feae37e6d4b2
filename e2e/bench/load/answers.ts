import { createHash } from 'node:crypto'

/** Roughly the sizes of what Twilio sends: a context, and a page of a list. */
const contextBytes = 3_000
const pageBytes = 400_000

/** What the upstream of the load test answers to a path: no two the same, so a wrong one is seen. */
export function answerTo(pathAndQuery: string): string {
  const mark = createHash('sha256').update(pathAndQuery).digest('hex')
  const size = pathAndQuery.includes('/Context') ? contextBytes : pageBytes
  return JSON.stringify({ asked: pathAndQuery, filler: mark.repeat(Math.ceil(size / mark.length)) })
}
