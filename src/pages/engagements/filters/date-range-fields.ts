import { isEmptyRange, type TimeRange } from '#format/time/time-range.ts'
import { formatDatetimeLocal, parseDatetimeLocal } from '#format/time/datetime-local.ts'
import { minuteMs } from '#format/time/time-units.ts'
import { formatUtcOffset, isRepeatedTime, utc, zoneLabel, type TimeZone } from '#format/time/time-zone.ts'

export type BoundName = 'from' | 'to'

/** A date and time field of the form. */
export type TimeField = {
  readonly text: string
  /** What the text means, in milliseconds since 1970; null for an empty or invalid text. */
  readonly ms: number | null
}

export type TimeFields = Readonly<Record<BoundName, TimeField>>

type ParsedDateRange = { readonly ok: true; readonly range: TimeRange } | DateFieldError
type FieldName = BoundName | 'around' | 'minutes'
export type DateFieldError = { readonly ok: false; readonly field: FieldName; readonly message: string }

const fieldLabels = { from: 'From', to: 'To', around: 'Around' } as const
const bounds = ['from', 'to'] as const

/** A field for a known time. It keeps that time until its text changes, also in an hour that clocks repeat. */
export function formatField(ms: number | null, zone: TimeZone): TimeField {
  return { text: ms === null ? '' : formatDatetimeLocal(ms, zone), ms }
}

/** A field with a typed text. In an hour that clocks repeat, From is the earlier time and To the later, so all of it is included. */
export function parseField(name: BoundName, text: string, zone: TimeZone): TimeField {
  return { text, ms: parseDatetimeLocal(text, zone, name === 'from' ? 'earlier' : 'later') }
}

/**
 * The fields of a range around a typed time. In an hour that clocks repeat, it reaches around both times.
 * @param minutes before and after the time, as typed: 1 to 9999
 * @returns null if one of the texts is empty or invalid
 */
export function fieldsAround(text: string, minutes: string, zone: TimeZone): TimeFields | null {
  const first = parseField('from', text, zone).ms
  const last = parseField('to', text, zone).ms
  if (first === null || last === null || !isMinutes(minutes)) return null
  const length = Number(minutes) * minuteMs
  return { from: formatField(first - length, zone), to: formatField(last + length, zone) }
}

const isMinutes = (typed: string) => /^0*[1-9]\d{0,3}$/.test(typed)

/**
 * Why “Around” has not filled From and To: what they hold is another range then, or none, which would show all runs.
 * @param isIncomplete as for `parseDateRange`
 */
export function findAroundError(
  { text, minutes }: { text: string; minutes: string },
  isIncomplete: boolean,
): DateFieldError | null {
  if (isIncomplete) return incompleteError('around')
  if (text === '' || isMinutes(minutes)) return null
  return dateFieldError('minutes', 'Enter whole minutes from 1 to 9999 before and after.')
}

/**
 * Parses the two fields. An empty field sets no bound.
 * @param isIncomplete whether the typed date of a field is incomplete; its text is empty then
 */
export function parseDateRange(
  fields: TimeFields,
  isIncomplete: (name: BoundName) => boolean,
): ParsedDateRange {
  for (const name of bounds) {
    if (isIncomplete(name)) return incompleteError(name)
    if (fields[name].text !== '' && fields[name].ms === null)
      return dateFieldError(
        name,
        `“${fieldLabels[name]}” isn’t a date and time. Write it like 2026-11-03 09:12.`,
      )
  }
  const range = { from: fields.from.ms, to: fields.to.ms }
  if (isEmptyRange(range))
    return dateFieldError(
      'to',
      '“To” is not after “From”, so nothing could match. Choose a later end or an earlier start.',
    )
  return { ok: true, range }
}

const dateFieldError = (field: FieldName, message: string): DateFieldError => ({ ok: false, field, message })

const incompleteError = (name: keyof typeof fieldLabels) =>
  dateFieldError(name, `“${fieldLabels[name]}” is incomplete: enter the day and the time, or clear it.`)

/** "Times are in Europe/Berlin (UTC+1)." The offset is that of the dates in the fields; without a date, of today. */
export function describeFieldZone({ from, to }: TimeFields, zone: TimeZone, now: number): string {
  if (zone === utc) return 'Times are in UTC.'
  const [start, end] = [from.ms ?? to.ms ?? now, to.ms ?? from.ms ?? now].map((ms) =>
    formatUtcOffset(ms, zone),
  )
  return start === end
    ? `Times are in ${zoneLabel(zone)} (${start}).`
    : `Times are in ${zoneLabel(zone)} (From: ${start}, To: ${end}).`
}

/**
 * What is unusual about the fields' local times: "02:30 occurs twice on that day: From is the first (UTC+2)." Empty almost
 * always.
 */
export function describeClockChanges(fields: TimeFields, zone: TimeZone): string[] {
  return bounds.flatMap((name) => {
    const { text, ms } = fields[name]
    if (ms === null) return []
    const label = fieldLabels[name]
    if (isRepeatedTime(ms, zone)) {
      const isFirst = ms === parseDatetimeLocal(text, zone, 'earlier')
      const time = text.slice(11, 16)
      const which = `the ${isFirst ? 'first' : 'second'} (${formatUtcOffset(ms, zone)})`
      return [`Clocks show ${time} twice on that day: ${label} is ${which}.`]
    }
    return describeSkippedTime(label, text, ms, zone)
  })
}

/** Whether clocks skip the time of “Around”: the fields are then around another one than was typed. Empty almost always. */
export function describeAroundChange(text: string, zone: TimeZone): string[] {
  const { ms } = parseField('from', text, zone)
  return ms === null ? [] : describeSkippedTime(fieldLabels.around, text, ms, zone)
}

function describeSkippedTime(label: string, text: string, ms: number, zone: TimeZone): string[] {
  const shown = formatDatetimeLocal(ms, zone)
  // A date alone means its midnight, and seconds are optional.
  if (text === '' || shown.slice(0, 16) === text.slice(0, 16).replace(' ', 'T')) return []
  // Samoa skipped a whole day.
  const isSameDay = shown.slice(0, 10) === text.slice(0, 10)
  const meant = isSameDay ? shown.slice(11, 16) : shown.slice(0, 16).replace('T', ' ')
  return [`Clocks skip ${text.slice(11, 16)} on that day: ${label} is ${meant}.`]
}
