import type { TimeRange } from '#format/time-range.ts'
import { parseDatetimeLocal } from '#format/datetime-local.ts'
import type { TimeZone } from '#format/time-zone.ts'

/** A date and time field of the form. */
export type TimeField = {
  readonly text: string
  /** True when the typed date is incomplete; `text` is empty then. */
  readonly isIncomplete: boolean
}

type ParsedDateRange = { readonly ok: true; readonly range: TimeRange } | DateFieldError
export type DateFieldError = { readonly ok: false; readonly field: 'from' | 'to'; readonly message: string }

const fieldLabels = { from: 'From', to: 'To' } as const

/** Parses the two fields in a time zone. An empty field sets no bound. */
export function parseDateRange(fields: Record<'from' | 'to', TimeField>, zone: TimeZone): ParsedDateRange {
  const range: Record<'from' | 'to', number | null> = { from: null, to: null }
  for (const field of ['from', 'to'] as const) {
    const { text, isIncomplete } = fields[field]
    if (isIncomplete)
      return dateFieldError(
        field,
        `“${fieldLabels[field]}” is incomplete: enter the day and the time, or clear it.`,
      )
    if (text === '') continue
    range[field] = parseDatetimeLocal(text, zone)
    if (range[field] === null)
      return dateFieldError(
        field,
        `“${fieldLabels[field]}” isn’t a date and time. Write it like 2026-11-03 09:12.`,
      )
  }
  if (range.from !== null && range.to !== null && range.to <= range.from)
    return dateFieldError(
      'to',
      '“To” is not after “From”, so nothing could match. Choose a later end or an earlier start.',
    )
  return { ok: true, range }
}

const dateFieldError = (field: 'from' | 'to', message: string): DateFieldError => ({
  ok: false,
  field,
  message,
})
