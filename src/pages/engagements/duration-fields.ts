import { parseDurationRange } from '#search/duration-range.ts'
import type { DurationRange } from '#search/search.ts'

export type Field = 'atLeast' | 'atMost'

export type ReadDuration =
  | { readonly ok: true; readonly range: DurationRange }
  | { readonly ok: false; readonly field: Field; readonly sentence: string }

/** Reads the two fields of the form; an empty one is no bound. */
export function readDurationFields(texts: Readonly<Record<Field, string>>): ReadDuration {
  const atLeast = secondsOf(texts.atLeast)
  if (atLeast === undefined) return refused('atLeast', texts.atLeast)
  const atMost = secondsOf(texts.atMost)
  if (atMost === undefined) return refused('atMost', texts.atMost)
  if (atLeast !== null && atMost !== null && atLeast > atMost) {
    return {
      ok: false,
      field: 'atMost',
      sentence: 'No run takes at least that and at most this: the second must be the longer one.',
    }
  }
  return { ok: true, range: { atLeast, atMost } }
}

function refused(field: Field, text: string): ReadDuration {
  return {
    ok: false,
    field,
    sentence: `“${text.trim()}” is no length of time: write 90s, 5m, 2h or 1d; a number alone is seconds.`,
  }
}

/** Null for an empty text, undefined for one that is no length of time. */
function secondsOf(text: string): number | null | undefined {
  const dense = text.replaceAll(/\s/g, '')
  if (dense === '') return null
  return parseDurationRange(`${dense}..`)?.atLeast ?? undefined
}

const units = [
  { unit: 'd', seconds: 86_400 },
  { unit: 'h', seconds: 3600 },
  { unit: 'm', seconds: 60 },
] as const

/** As the fields take it: in the largest unit that leaves nothing over, "5m", "90s". Empty for no bound. */
export function durationText(seconds: number | null): string {
  if (seconds === null) return ''
  const unit = units.find((each) => seconds >= each.seconds && seconds % each.seconds === 0)
  return unit ? `${seconds / unit.seconds}${unit.unit}` : `${seconds}s`
}

/** What people look for most: runs that ended at once, and those that dragged on. */
export const durationPresets: readonly DurationRange[] = [
  { atLeast: null, atMost: 10 },
  { atLeast: 60, atMost: null },
  { atLeast: 600, atMost: null },
  { atLeast: 3600, atMost: null },
  { atLeast: 86_400, atMost: null },
]
