import { createHash } from 'node:crypto'

/** Typical sizes of Twilio's responses: a context, and a page of a list. */
const contextBytes = 3_000
const pageBytes = 400_000

/** The load test's response for a path. Each path has a different one, so that mixed-up responses are detected. */
export function buildResponse(pathAndQuery: string): string {
  const digest = createHash('sha256').update(pathAndQuery).digest('hex')
  const size = pathAndQuery.includes('/Context') ? contextBytes : pageBytes
  return JSON.stringify({ path: pathAndQuery, filler: digest.repeat(Math.ceil(size / digest.length)) })
}
