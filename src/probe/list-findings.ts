import { nextCursor } from '#contract/page.ts'
import type { PageMeta } from '#contract/schema/schema-helpers.ts'
import type { Engagement } from '#contract/resources.ts'
import { pluralize } from '#format/count.ts'
import { parseTime } from '#format/time/time.ts'

import { unknown, type Finding } from './finding.ts'
import type { ProbeResponse } from './probe-client.ts'

export type ProbedPage = { rows: readonly Engagement[]; meta: PageMeta; response: ProbeResponse }

/** By `date_created`, over all pages that were read. */
export function findOrder(pages: readonly ProbedPage[]): Finding {
  const times = pages
    .flatMap(({ rows }) => rows)
    .map((row) => parseTime(row.date_created))
    .filter((time) => time !== null)
  let falls = 0
  let rises = 0
  for (const [i, time] of times.entries()) {
    const next = times[i + 1] ?? time
    if (next < time) falls++
    if (next > time) rises++
  }
  const detail = `${pluralize(times.length, 'dated row')} on ${pluralize(pages.length, 'page')}`
  if (falls + rises === 0) return unknown(`${detail}: too few to tell`)
  if (rises === 0) return { answer: 'newest first', detail }
  if (falls === 0) return { answer: 'oldest first', detail }
  return {
    answer: 'neither newest nor oldest first',
    detail: `${detail}; the next row is older ${formatTimes(falls)}, newer ${formatTimes(rises)}`,
  }
}

const formatTimes = (count: number) => (count === 1 ? 'once' : `${count} times`)

/** Whether a row comes twice, and whether the list goes on. */
export function findRepeats(pages: readonly ProbedPage[]): Finding {
  if (pages.length < 2) return unknown('the list has one page')
  const sids = pages.flatMap(({ rows }) => rows.map((row) => row.sid)).filter((sid) => sid !== null)
  const repeated = sids.length - new Set(sids).size
  const detail = `${pluralize(sids.length, 'row')} with a SID on ${pages.length} pages`
  const tokens = pages
    .map(({ meta }) => nextCursor(meta.next_page_url)?.token)
    .filter((token) => token !== undefined)
  if (new Set(tokens).size < tokens.length)
    return { answer: 'the same token comes again', detail: `${detail}, ${repeated} of them repeated` }
  return repeated === 0
    ? { answer: 'each row once', detail }
    : { answer: 'rows come twice', detail: `${detail}, ${repeated} of them repeated` }
}

/** Whether rows have their context. */
export function findContexts(contexts: readonly unknown[]): Finding {
  const counts = new Map<string, number>()
  for (const context of contexts) {
    const kind = contextKind(context)
    counts.set(kind, (counts.get(kind) ?? 0) + 1)
  }
  const [first, ...others] = [...counts.keys()].toSorted()
  if (first === undefined) return unknown('no rows')
  const detail = [...counts].map(([kind, count]) => `${count} ${kind}`).join(', ')
  return {
    answer: others.length === 0 ? `${first} in every row` : `mixed: ${[first, ...others].join(', ')}`,
    detail,
  }
}

function contextKind(context: unknown): string {
  if (context === undefined) return 'absent'
  if (context === null) return 'null'
  if (typeof context !== 'object' || Array.isArray(context)) return 'not an object'
  return Object.keys(context).length === 0 ? 'empty' : 'present'
}

/** Whether Twilio compresses a response of this size when it is asked for gzip. */
export function findCompression({ headers, body, sentBytes }: ProbeResponse): Finding {
  const encoding = headers.get('content-encoding')?.trim().toLowerCase() ?? 'none'
  const size = `a page of ${body.length} bytes came as ${sentBytes}`
  if (encoding === 'none') return { answer: 'none', detail: `${size}, gzip was asked for` }
  return {
    answer: /^[a-z-]{1,20}$/.test(encoding) ? encoding : 'an encoding that was not asked for',
    detail: size,
  }
}

/** Where a `next_page_url` leads, without its values. */
export function findNextUrl(nextPageUrl: string | null, base: URL): Finding {
  if (nextPageUrl === null) return unknown('the list has one page')
  if (!URL.canParse(nextPageUrl, base))
    return { answer: 'not a URL', detail: `${nextPageUrl.length} characters` }
  const url = new URL(nextPageUrl, base)
  const host = !URL.canParse(nextPageUrl)
    ? 'relative'
    : url.host === base.host
      ? 'absolute, on the host that was asked'
      : 'absolute, on another host'
  const has = (name: string) => `${url.searchParams.has(name) ? 'with' : 'without'} ${name}`
  return {
    answer: `${host}, ${has('Page')}, ${has('PageToken')}`,
    detail: `${nextPageUrl.length} characters`,
  }
}

/** What a token looks like; never the token itself, which may contain SIDs. */
export function findToken(nextPageUrl: string | null): Finding {
  const token = nextCursor(nextPageUrl)?.token
  if (token === undefined) return unknown('no token was sent')
  const detail = pluralize(token.length, 'character')
  const sidLike = /^(P[A-Z]{3})[0-9a-f]{32}$/.exec(token)?.[1]
  if (sidLike !== undefined) return { answer: `${sidLike}, then 32 hexadecimal digits`, detail }
  const prefix = /^P[AT]/.exec(token)?.[0] ?? ''
  const rest = token.slice(prefix.length)
  const kind = /^\d*$/.test(rest)
    ? 'digits'
    : /^[A-Za-z0-9]*$/.test(rest)
      ? 'letters and digits'
      : 'letters, digits and signs'
  return { answer: prefix === '' ? kind : `${prefix}, then ${kind}`, detail }
}
