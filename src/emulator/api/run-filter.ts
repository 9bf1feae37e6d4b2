import { runFilterParams } from '#contract/endpoints.ts'
import { engagementStatuses } from '#contract/run-source.ts'
import { noRunFilter, type RunFilter } from '#contract/run-source.ts'
import { listedCountAt, type FlowState } from '#emulator/flow-state.ts'
import { twilioError } from '#emulator/http/twilio-errors.ts'

/** Parses the filters. Returns Twilio's error for an invalid one. */
export function parseRunFilter(query: URLSearchParams): RunFilter | Response {
  const statusText = query.get('status')
  const status = engagementStatuses.find((each) => each === statusText) ?? null
  if (statusText !== null && status === null)
    return twilioError(20001, { message: 'status must be active or ended' })
  const filter = { ...noRunFilter, status }
  for (const [key, name] of [
    ['from', 'DateCreatedFrom'],
    ['to', 'DateCreatedTo'],
  ] as const) {
    const text = query.get(name)
    if (text === null) continue
    const ms = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(text)
      ? Date.parse(text)
      : Number.NaN
    if (Number.isNaN(ms)) return twilioError(20001, { message: `${name} must be a date in ISO 8601` })
    filter[key] = ms
  }
  return filter
}

/** The query of the filters as the URLs of pages repeat it, before the paging; empty without filters. */
export function serializeRunFilter(query: URLSearchParams): string {
  return runFilterParams
    .flatMap((name) => {
      const value = query.get(name)
      return value === null ? [] : [`${name}=${encodeURIComponent(value)}&`]
    })
    .join('')
}

/** A flow's runs in a snapshot that started in the filter's range: how many, and the position of the newest. */
export function runsInRange(
  flow: FlowState,
  { from, to }: RunFilter,
  snapshotAt: number,
): { count: number; newest: number } {
  const { arrivalTimes } = flow
  const end = arrivalTimes.countAt(snapshotAt)
  // As Twilio documents it, `DateCreatedTo` excludes what started at that time.
  const newest = Math.min(end, to === null ? end : arrivalTimes.countAt(to - 1)) - 1
  const oldest = Math.max(
    end - listedCountAt(flow, snapshotAt),
    from === null ? 0 : arrivalTimes.countAt(from - 1),
  )
  return { count: Math.max(0, newest - oldest + 1), newest }
}
