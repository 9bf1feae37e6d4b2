import { parseSid, type EngagementSid, type FlowSid, type StepSid } from '#contract/sid.ts'
import { parseJsonPath, formatJsonPath, type JsonPath } from '#json/path/json-path.ts'
import { parseChannels, serializeChannels } from '#search/query/channels-param.ts'
import { parseDurationRange, serializeDurationRange } from '#search/query/duration-range.ts'
import { parseSort, serializeSort } from '#search/query/sort-param.ts'
import { emptyQuery, newestFirst, parseStatus, type ListQuery } from '#search/query/list-query.ts'
import { parseUtcTime, toRfc3339 } from '#format/utc-time.ts'

import { parseColumns, serializeColumns, type ColumnChoice } from './columns.ts'
import { searchFragment, searchTextIn, serializeQuery } from './url-encoding.ts'
import { defaultTab, parseTab, type Tab } from './tabs.ts'

/** All routes, in React Router's pattern syntax. */
export const routePatterns = {
  flows: '/',
  flow: '/flows/:flowSid',
  engagements: '/flows/:flowSid/engagements',
  engagement: '/flows/:flowSid/engagements/:engagementSid',
  signedIn: '/signed-in',
} as const

/** The state in a link's query and fragment. */
export type UrlState = {
  listQuery: ListQuery
  /** The columns in the link; null for those saved in the browser. */
  columns: readonly ColumnChoice[] | null
  tab: Tab
  /** The selected value of the context. */
  path: JsonPath | null
  /** The step up to which the run is shown; null for the whole run. */
  step: StepSid | null
  /** The engagement to compare with. */
  compare: EngagementSid | null
}

const defaultPanelState = { tab: defaultTab, path: null, step: null, compare: null } as const

export const defaultUrlState: UrlState = { listQuery: emptyQuery, columns: null, ...defaultPanelState }

/**
 * Parses a URL's query and fragment. Invalid values become the default, unknown keys are ignored. The search text is in the
 * fragment, which browsers do not send to servers, so it never reaches a log.
 */
export function parseUrlState(query: URLSearchParams, hash: string): UrlState {
  const duration = parseDurationRange(query.get('duration') ?? '')
  return {
    listQuery: {
      status: parseStatus(query.get('status')),
      channels: parseChannels(query.get('channel') ?? ''),
      from: parseUtcTime(query.get('from') ?? ''),
      to: parseUtcTime(query.get('to') ?? ''),
      minSeconds: duration?.minSeconds ?? null,
      maxSeconds: duration?.maxSeconds ?? null,
      sort: parseSort(query.get('sort') ?? '') ?? newestFirst,
      text: searchTextIn(hash),
    },
    columns: parseColumns(query.get('cols') ?? ''),
    tab: parseTab(query.get('tab')),
    path: parseJsonPath(query.get('path') ?? ''),
    step: parseSid('FT', query.get('step')),
    compare: parseSid('FN', query.get('compare')),
  }
}

/** The query and the fragment, including "?" and "#". Defaults are not written, so the result may be empty. */
export function serializeUrlState({ listQuery, columns, tab, path, step, compare }: UrlState): string {
  const { status, channels, from, to, text } = listQuery
  const sort = serializeSort(listQuery.sort)
  const search = serializeQuery({
    status,
    channel: channels.length === 0 ? null : serializeChannels(channels),
    from: from === null ? null : toRfc3339(from),
    to: to === null ? null : toRfc3339(to),
    duration: serializeDurationRange(listQuery),
    sort: sort === serializeSort(newestFirst) ? null : sort,
    cols: columns === null || columns.length === 0 ? null : serializeColumns(columns),
    tab: tab === defaultTab ? null : tab,
    path: path && formatJsonPath(path),
    step,
    compare,
  })
  return search + searchFragment(text)
}

/** Builds all URLs of the app. Do not build URLs elsewhere. */
export const paths = {
  /** @param text the search text for all flows, written to the fragment */
  flows: (text = '') => `/${serializeUrlState({ ...defaultUrlState, listQuery: { ...emptyQuery, text } })}`,
  engagements: (flowSid: FlowSid, urlState: UrlState = defaultUrlState) =>
    `/flows/${flowSid}/engagements${serializeUrlState({ ...urlState, ...defaultPanelState })}`,
  engagement: (flowSid: FlowSid, engagementSid: EngagementSid, urlState: UrlState = defaultUrlState) =>
    `/flows/${flowSid}/engagements/${engagementSid}${serializeUrlState(urlState)}`,
  /** The last page of a sign-in in another tab. */
  signedIn: () => routePatterns.signedIn,
}
