import { parseDurationRange } from '#search/query/duration-range.ts'
import type { DurationRange } from '#search/query/predicates.ts'

export type DurationField = 'atLeast' | 'atMost'

export type ParsedDuration =
  | { readonly ok: true; readonly range: DurationRange }
  | { readonly ok: false; readonly field: DurationField; readonly message: string }

/** Parses the two fields of the form. An empty field sets no bound. */
export function parseDurationFields(texts: Readonly<Record<DurationField, string>>): ParsedDuration {
  const atLeast = parseSeconds(texts.atLeast)
  if (atLeast === undefined) return durationFieldError('atLeast', texts.atLeast)
  const atMost = parseSeconds(texts.atMost)
  if (atMost === undefined) return durationFieldError('atMost', texts.atMost)
  if (atLeast !== null && atMost !== null && atLeast > atMost) {
    return {
      ok: false,
      field: 'atMost',
      message: '“At most” must be equal to or longer than “At least”.',
    }
  }
  return { ok: true, range: { minSeconds: atLeast, maxSeconds: atMost } }
}

function durationFieldError(field: DurationField, text: string): ParsedDuration {
  return {
    ok: false,
    field,
    message: `“${text.trim()}” isn’t a duration. Write 90s, 5m, 2h or 1d; a plain number means seconds.`,
  }
}

/** Null for an empty text, undefined for an invalid one. */
function parseSeconds(text: string): number | null | undefined {
  const compact = text.replaceAll(/\s/g, '')
  if (compact === '') return null
  return parseDurationRange(`${compact}..`)?.minSeconds ?? undefined
}

const units = [
  { unit: 'd', seconds: 86_400 },
  { unit: 'h', seconds: 3600 },
  { unit: 'm', seconds: 60 },
] as const

/** Formats a bound for the field, in the largest unit without a remainder: "5m", "90s". Empty for no bound. */
export function formatDurationField(seconds: number | null): string {
  if (seconds === null) return ''
  const unit = units.find((each) => seconds >= each.seconds && seconds % each.seconds === 0)
  return unit ? `${seconds / unit.seconds}${unit.unit}` : `${seconds}s`
}

/** The most common searches: runs that ended at once, and long ones. */
export const durationPresets: readonly DurationRange[] = [
  { minSeconds: null, maxSeconds: 10 },
  { minSeconds: 60, maxSeconds: null },
  { minSeconds: 600, maxSeconds: null },
  { minSeconds: 3600, maxSeconds: null },
  { minSeconds: 86_400, maxSeconds: null },
]
