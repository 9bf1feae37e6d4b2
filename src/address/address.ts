import { parseSid, type EngagementSid, type FlowSid, type StepSid } from '#contract/sid.ts'
import { parseJsonPath, printJsonPath, type JsonPath } from '#json/paths.ts'
import { parseChannels, printChannels } from '#search/channel-list.ts'
import { parseDurationRange, printDurationRange } from '#search/duration-range.ts'
import { parseOrder, printOrder } from '#search/order.ts'
import { everything, newestFirst, parseStatus, type Question } from '#search/question.ts'
import { parseUtcTime, printUtcTime } from '#search/utc-time.ts'

import { parseColumns, printColumns, type ColumnChoice } from './columns.ts'
import { encodeText, fragmentValue, printQuery } from './query-text.ts'
import { defaultTab, parseTab, type Tab } from './tabs.ts'

/** The routes of the product, in React Router's pattern syntax. */
export const routePatterns = {
  flows: '/',
  flow: '/flows/:flowSid',
  engagements: '/flows/:flowSid/engagements',
  engagement: '/flows/:flowSid/engagements/:engagementSid',
  signedIn: '/signed-in',
} as const

/** What a link says beside its path. */
export type View = {
  question: Question
  /** The columns the link asks for; null when it leaves them to the browser that opens it. */
  columns: readonly ColumnChoice[] | null
  tab: Tab
  /** The value of the context that is pointed at. */
  path: JsonPath | null
  /** The step up to which the run is shown; null for all of it. */
  step: StepSid | null
  /** The engagement that the open one is compared with. */
  compare: EngagementSid | null
}

/** What the panel's part of a link says when it says nothing. */
const defaultPanel = { tab: defaultTab, path: null, step: null, compare: null } as const

export const defaultView: View = { question: everything, columns: null, ...defaultPanel }

/**
 * What an address says beside its path. A value that means nothing becomes its default; keys nobody knows are left out.
 * What people typed stands in the fragment, which no server and no log sees.
 */
export function parseView(query: URLSearchParams, hash: string): View {
  const duration = parseDurationRange(query.get('duration') ?? '')
  return {
    question: {
      status: parseStatus(query.get('status')),
      channels: parseChannels(query.get('channel') ?? ''),
      from: parseUtcTime(query.get('from') ?? ''),
      to: parseUtcTime(query.get('to') ?? ''),
      atLeast: duration?.atLeast ?? null,
      atMost: duration?.atMost ?? null,
      order: parseOrder(query.get('sort') ?? '') ?? newestFirst,
      text: fragmentValue(hash, 'q'),
    },
    columns: parseColumns(query.get('cols') ?? ''),
    tab: parseTab(query.get('tab')),
    path: parseJsonPath(query.get('path') ?? ''),
    step: parseSid('FT', query.get('step')),
    compare: parseSid('FN', query.get('compare')),
  }
}

/** The query and the fragment for a view, with their "?" and "#"; empty when all is default, for defaults are not written. */
export function printView({ question, columns, tab, path, step, compare }: View): string {
  const { status, channels, from, to, order, text } = question
  const sort = printOrder(order)
  const query = printQuery({
    status,
    channel: channels.length === 0 ? null : printChannels(channels),
    from: from === null ? null : printUtcTime(from),
    to: to === null ? null : printUtcTime(to),
    duration: printDurationRange(question),
    sort: sort === printOrder(newestFirst) ? null : sort,
    cols: columns === null || columns.length === 0 ? null : printColumns(columns),
    tab: tab === defaultTab ? null : tab,
    path: path && printJsonPath(path),
    step,
    compare,
  })
  return text === '' ? query : `${query}#q=${encodeText(text)}`
}

/** Every address of the product. Links are made here and nowhere else. */
export const paths = {
  /** @param text what is searched for in all flows; in the fragment, as everywhere */
  flows: (text = '') => `/${printView({ ...defaultView, question: { ...everything, text } })}`,
  engagements: (flowSid: FlowSid, view: View = defaultView) =>
    `/flows/${flowSid}/engagements${printView({ ...view, ...defaultPanel })}`,
  engagement: (flowSid: FlowSid, engagementSid: EngagementSid, view: View = defaultView) =>
    `/flows/${flowSid}/engagements/${engagementSid}${printView(view)}`,
  /** Where signing in from another tab ends. */
  signedIn: () => routePatterns.signedIn,
}
