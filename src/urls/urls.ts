import { channels as allChannels } from '#contract/channel.ts'
import { outcomeOptions } from '#contract/outcome.ts'
import { flowOf, sourceOf, type RunList } from '#contract/run-source.ts'
import type { EngagementSid, StepSid } from '#contract/sid.ts'
import { formatJsonPath, type JsonPath } from '#json/path/json-path.ts'
import { serializeOptions } from '#search/query/options-param.ts'
import { serializeDurationRange } from '#search/query/duration-range.ts'
import { serializeSort } from '#search/query/sort-param.ts'
import { emptyQuery, newestFirst, type ListQuery } from '#search/query/list-query.ts'
import { toRfc3339 } from '#format/time/utc-time.ts'

import { serializeColumns, type ColumnChoice } from './columns.ts'
import { searchFragment, serializeQuery } from './url-encoding.ts'
import { defaultTab, type Tab } from './tabs.ts'

/** All routes, in React Router's pattern syntax. */
export const routePatterns = {
  flows: '/',
  flow: '/flows/:flowSid',
  engagements: '/flows/:flowSid/engagements',
  engagement: '/flows/:flowSid/engagements/:engagementSid',
  executions: '/flows/:flowSid/executions',
  execution: '/flows/:flowSid/executions/:engagementSid',
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
  /** The field of the run in Details. */
  field: string | null
  /** The run in the list of the contact's runs. */
  run: EngagementSid | null
  /** The engagement to compare with. */
  compare: EngagementSid | null
}

/** A place in a tab. */
export type Place = Pick<UrlState, 'path' | 'step' | 'field' | 'run'>
export const noPlace: Place = { path: null, step: null, field: null, run: null }

const defaultPanelState = { tab: defaultTab, ...noPlace, compare: null } as const

export const defaultUrlState: UrlState = { listQuery: emptyQuery, columns: null, ...defaultPanelState }

export const panelParams = ['tab', 'path', 'step', 'field', 'run', 'compare'] as const
export const urlParams = [
  'status',
  'channel',
  'outcome',
  'from',
  'to',
  'duration',
  'sort',
  'cols',
  ...panelParams,
] as const
export type UrlParam = (typeof urlParams)[number]

/** The query and the fragment, including "?" and "#". Defaults are not written, so the result may be empty. */
export function serializeUrlState(urlState: UrlState): string {
  const { text } = urlState.listQuery
  return serializeQuery(toQueryValues(urlState)) + searchFragment(text)
}

/** The values of the query; null for defaults. */
export function toQueryValues({
  listQuery,
  columns,
  tab,
  path,
  step,
  field,
  run,
  compare,
}: UrlState): Record<UrlParam, string | null> {
  const { status, channels, outcomes, from, to } = listQuery
  const sort = serializeSort(listQuery.sort)
  return {
    status,
    channel: serializeOptions(channels, allChannels),
    outcome: serializeOptions(outcomes, outcomeOptions),
    from: from === null ? null : toRfc3339(from),
    to: to === null ? null : toRfc3339(to),
    duration: serializeDurationRange(listQuery),
    sort: sort === serializeSort(newestFirst) ? null : sort,
    cols: columns === null || columns.length === 0 ? null : serializeColumns(columns),
    tab: tab === defaultTab ? null : tab,
    path: path && formatJsonPath(path),
    step,
    field,
    run,
    compare,
  }
}

const listPath = (runList: RunList) => `/flows/${flowOf(runList)}/${sourceOf(runList)}`

/** Builds all URLs of the app. Do not build URLs elsewhere. */
export const paths = {
  /** @param text the search text for all flows, written to the fragment */
  flows: (text = '') => `/${serializeUrlState({ ...defaultUrlState, listQuery: { ...emptyQuery, text } })}`,
  /** A flow's runs, at the address of their source. */
  engagements: (runList: RunList, urlState: UrlState = defaultUrlState) =>
    `${listPath(runList)}${serializeUrlState({ ...urlState, ...defaultPanelState })}`,
  engagement: (runList: RunList, engagementSid: EngagementSid, urlState: UrlState = defaultUrlState) =>
    `${listPath(runList)}/${engagementSid}${serializeUrlState(urlState)}`,
  /** The last page of a sign-in in another tab. */
  signedIn: () => routePatterns.signedIn,
}
