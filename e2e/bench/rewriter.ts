import type { FlowSid } from '#contract/sid.ts'
import { createArrivals, createRhythm } from '#emulator/arrivals.ts'
import { seedOf } from '#emulator/random.ts'
import { sidAt } from '#emulator/sid-codec.ts'

import { stencilOf, type Stencil } from './stencil.ts'

interface RewriterOptions {
  /** The first pages of the list, whole. */
  kept: readonly Buffer[]
  engagements: number
  flowSid: FlowSid
  /** When the newest engagement started, milliseconds since 1970. */
  start: number
  pageSize: number
}

/**
 * Makes the pages past those kept: the bytes of one that is kept, with the SIDs and dates that stand at that place of
 * the list written over its own. So a million engagements of 4 kB need 400 MB and 5 ms a page, are all different, and
 * come newest first; contacts and contexts repeat every hundred thousand.
 * @returns the bytes of page `n`, which begins with `head`
 */
export function createRewriter({ kept, engagements, flowSid, start, pageSize }: RewriterOptions) {
  const seed = seedOf(flowSid)
  const { createdAt } = createArrivals({
    start,
    rhythm: createRhythm(start),
    count: engagements,
    everyMs: Infinity,
    seed,
  })
  const stencils: readonly Stencil[] = kept.length * pageSize < engagements ? kept.map(stencilOf) : []

  return (n: number, head: string): Buffer<ArrayBuffer> => {
    const stencil = stencils[n % stencils.length]
    if (stencil === undefined) throw new RangeError(`There is no page ${n}.`)
    const rows = stencil.rows.slice(0, engagements - n * pageSize)
    const page = Buffer.alloc(head.length + (rows.at(-1)?.end ?? 0) + 2)
    page.write(head, 'latin1')
    const body = page.subarray(head.length)
    body.set(stencil.bytes.subarray(0, rows.at(-1)?.end))
    page.write(']}', page.length - 2, 'latin1')
    for (const [i, { sids, created, updated, lasted }] of rows.entries()) {
      const position = engagements - 1 - n * pageSize - i
      const sid = sidAt('FN', seed, position)
      for (const at of sids) body.write(sid, at, 'latin1')
      const startedAt = Math.floor(createdAt(position))
      body.write(seconds(startedAt), created, 'latin1')
      if (updated !== null) body.write(seconds(startedAt + lasted), updated, 'latin1')
    }
    return page
  }
}

/** Twilio's dates: ISO 8601, GMT, whole seconds. */
function seconds(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`
}
