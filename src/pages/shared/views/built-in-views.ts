import { timePresets } from '#format/time/time-presets.ts'
import type { TimeZone } from '#format/time/time-zone.ts'
import { emptyQuery, type ListQuery } from '#search/query/list-query.ts'
import { addToken, contactToken } from '#search/syntax/cell-filters.ts'

export type BuiltInView = { name: string; query: ListQuery }

const [lastHour] = timePresets
const today = timePresets[2]

/**
 * The views that every list has.
 * @param now milliseconds since 1970
 * @param contact the contact of the open run; null without one
 */
export function builtInViews(now: number, zone: TimeZone, contact: string | null): readonly BuiltInView[] {
  return [
    view('All runs', {}),
    view('Active', { status: 'active' }),
    view('Stuck', {
      status: 'active',
      outcomes: ['stuck'],
      sort: { by: 'started', descending: false },
    }),
    view('Failed today', { outcomes: ['failed'], from: today.range(now, zone).from }),
    view('Last hour', { from: lastHour.range(now).from }),
    ...(contact === null ? [] : [view('This contact', { text: addToken('', contactToken(contact, false)) })]),
  ]
}

function view(name: string, change: Partial<ListQuery>): BuiltInView {
  return { name, query: { ...emptyQuery, ...change } }
}
