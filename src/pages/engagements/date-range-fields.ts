import type { TimeRange } from '#display/time-range.ts'
import { parseWallClock } from '#display/wall-clock.ts'
import type { Zone } from '#display/zone.ts'

/** A field of a date and time as a form has it. */
export type TimeField = {
  readonly text: string
  /** True when something was typed that is not yet a whole date: the text is empty then. */
  readonly incomplete: boolean
}

type Read = { readonly ok: true; readonly range: TimeRange } | Refused
export type Refused = { readonly ok: false; readonly field: 'from' | 'to'; readonly sentence: string }

const names = { from: 'From', to: 'To' } as const

/** The range that two fields mean in a zone. An empty field sets no bound. */
export function readFields(fields: Record<'from' | 'to', TimeField>, zone: Zone): Read {
  const range: Record<'from' | 'to', number | null> = { from: null, to: null }
  for (const field of ['from', 'to'] as const) {
    const { text, incomplete } = fields[field]
    if (incomplete)
      return refuse(field, `“${names[field]}” is not complete: give the day and the time, or clear it.`)
    if (text === '') continue
    range[field] = parseWallClock(text, zone)
    if (range[field] === null)
      return refuse(field, `“${names[field]}” is no date and time. Write it like 2026-11-03 09:12.`)
  }
  if (range.from !== null && range.to !== null && range.to <= range.from)
    return refuse(
      'to',
      '“To” is not after “From”, so nothing could match. Choose a later end or an earlier start.',
    )
  return { ok: true, range }
}

const refuse = (field: 'from' | 'to', sentence: string): Refused => ({ ok: false, field, sentence })
