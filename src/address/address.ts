import type { EngagementSid, FlowSid } from '#contract/sid.ts'
import { everything, parseStatus, type Question } from '#search/question.ts'

import type { ColumnChoice } from './columns.ts'
import { defaultTab, parseTab, type Tab } from './tabs.ts'

/** The routes of the product, in React Router's pattern syntax. */
export const routePatterns = {
  flows: '/',
  flow: '/flows/:flowSid',
  engagements: '/flows/:flowSid/engagements',
  engagement: '/flows/:flowSid/engagements/:engagementSid',
} as const

/** What a link says beside its path. */
export type View = {
  question: Question
  /** The columns the link asks for; null when it leaves them to the browser that opens it. */
  columns: readonly ColumnChoice[] | null
  tab: Tab
}

export const defaultView: View = { question: everything, columns: null, tab: defaultTab }

/** What the query of an address says. A value that means nothing becomes its default; keys nobody knows are left out. */
export function parseView(query: URLSearchParams): View {
  return {
    question: { ...everything, status: parseStatus(query.get('status')) },
    columns: null,
    tab: parseTab(query.get('tab')),
  }
}

/** The query for a view, with its "?"; empty when all is default, for defaults are not written. */
export function printView({ question, tab }: View): string {
  const query = new URLSearchParams()
  if (question.status !== null) query.set('status', question.status)
  if (tab !== defaultTab) query.set('tab', tab)
  const text = query.toString()
  return text === '' ? '' : `?${text}`
}

/** Every address of the product. Links are made here and nowhere else. */
export const paths = {
  flows: () => '/',
  engagements: (flowSid: FlowSid, view: View = defaultView) =>
    `/flows/${flowSid}/engagements${printView({ ...view, tab: defaultTab })}`,
  engagement: (flowSid: FlowSid, engagementSid: EngagementSid, view: View = defaultView) =>
    `/flows/${flowSid}/engagements/${engagementSid}${printView(view)}`,
}
