import { ArrowRight } from 'lucide'
import { Suspense, type ReactNode } from 'react'

import { runListOf } from '#contract/run-source.ts'
import { defaultUrlState, paths } from '#urls/urls.ts'
import { formatCount } from '#format/count.ts'
import type { EngagementRow } from '#engine/rpc/row-results.ts'
import { useFlowVersion } from '#queries/use-engine-version.ts'
import { emptyQuery } from '#search/query/list-query.ts'
import { Icon } from '#ui/icon.tsx'
import { MatchExcerpt } from '#ui/text/match-excerpt.tsx'
import { useDisplayText, useTextMask } from '#ui/text/text-mask.ts'
import { lazyChunk } from '#ui/lazy/lazy-chunk.ts'
import { Link } from '#ui/router/link.tsx'
import { useInView } from '#ui/scroll/use-in-view.ts'

import { openedUrlState } from '#pages/engagements/columns/default-columns.tsx'
import { columnsForFlow, columnsPref } from '#pages/prefs/column-prefs.ts'
import { usePref } from '#pages/prefs/pref.ts'
import { ContactAddress } from '#pages/shared/phone/contact-address.tsx'
import { OutcomeBadge } from '#pages/shared/badges/outcome-badge.tsx'
import { StatusBadge } from '#pages/shared/badges/status-badge.tsx'
import { EmptyValue, Timestamp, SidText, RelativeTimeText } from '#pages/shared/values.tsx'
import type { SearchableFlow } from './cross-flow-search.ts'
import { saveSearch, type CrossFlowQuery } from './saved-search.ts'
import { describeFlowMatches, maxFlowMatches, useFlowMatches } from './use-flow-matches.ts'
import { resultLinkProps } from './use-go-to-result.ts'

const OutcomeLoader = lazyChunk(
  async () => (await import('#pages/engagements/outcomes/outcome-loader.tsx')).OutcomeLoader,
)

type FlowGroupProps = {
  flow: SearchableFlow
  query: CrossFlowQuery
  isComplete: boolean
  /** Whether the outcomes of matches in view load: after the search, whose requests come first. */
  loadsOutcomes: boolean
}

/** The matches of one flow. Renders nothing for a searched flow without matches: the summary above the groups counts it. */
export function FlowGroup({ flow, query, isComplete, loadsOutcomes }: FlowGroupProps) {
  const runList = runListOf(flow.sid, query.source)
  const matches = useFlowMatches(runList, query.text)
  const isLoaded = useFlowVersion(runList) > 0
  const columns = columnsForFlow(usePref(columnsPref), flow.sid)
  // Hiding the column in the flow's list ends the requests here, too.
  const hasOutcomes = columns === null || columns.some(({ id }) => id === 'outcome')
  // Loaded runs that are not compared yet: “No runs match” would be too early.
  if (matches === null) return isLoaded ? <span hidden /> : null
  const description = describeFlowMatches(matches, isComplete)
  if (description === null) return null
  return (
    <FlowSection flow={flow} query={query} description={description}>
      {matches.rows.map((row) => (
        <MatchItem
          key={row.row}
          row={row}
          flow={flow}
          query={query}
          loadsOutcome={loadsOutcomes && hasOutcomes}
        />
      ))}
      {matches.total > maxFlowMatches && (
        <li className="border-b border-line px-5 py-2">
          <Link to={flowListUrl(flow, query)} className="focus-ring rounded-sm text-accent hover:underline">
            All {formatCount(matches.total)} in this flow
          </Link>
        </li>
      )}
    </FlowSection>
  )
}

/** The URL of a flow's list with a search. */
export function flowListUrl(flow: SearchableFlow, { text, source }: CrossFlowQuery): string {
  return paths.engagements(runListOf(flow.sid, source), {
    ...defaultUrlState,
    listQuery: { ...emptyQuery, text },
  })
}

type FlowSectionProps = {
  flow: SearchableFlow
  query: CrossFlowQuery
  description: string
  children: ReactNode
}

function FlowSection({ flow, query, description, children }: FlowSectionProps) {
  const displayText = useDisplayText()
  const name = displayText(flow.friendly_name ?? '') || flow.sid
  return (
    <section aria-label={name}>
      <header className="sticky top-0 z-10 flex min-h-10 flex-wrap items-center gap-x-3 gap-y-0.5 border-b border-line bg-canvas px-5 py-1.5">
        <h2 className="min-w-0 truncate font-semibold">
          <bdi>{name}</bdi>
        </h2>
        <p className="text-xs text-muted tabular-nums">{description}</p>
        <Link
          to={flowListUrl(flow, query)}
          className="focus-ring ml-auto inline-flex items-center gap-1 rounded-sm text-xs text-accent hover:underline"
        >
          Search this flow
          <Icon icon={ArrowRight} size={12} />
        </Link>
      </header>
      <ul>{children}</ul>
    </section>
  )
}

type MatchItemProps = {
  row: EngagementRow
  flow: SearchableFlow
  query: CrossFlowQuery
  /** Whether its outcome loads while it is in view. */
  loadsOutcome: boolean
}

function MatchItem({ row, flow, query, loadsOutcome }: MatchItemProps) {
  const { sid, status, contact, started, outcome, match } = row
  const [item, isInView] = useInView<HTMLLIElement>()
  const mask = useTextMask()
  return (
    <li
      ref={item}
      className="@container relative flex min-h-10 flex-wrap items-center gap-x-4 gap-y-0.5 border-b border-line bg-surface px-5 py-2 hover:bg-hover"
    >
      <span className="shrink-0 @lg:w-20">
        <StatusBadge status={status} />
      </span>
      <span className="max-w-full shrink-0 truncate tabular-nums @lg:w-44">
        {contact === null ? <EmptyValue label="No contact" /> : <ContactAddress address={contact} />}
      </span>
      {/* In a narrow list the outcome, an icon there, follows the contact. */}
      <span className="shrink-0 text-muted @max-lg:order-1 @max-lg:ml-auto @lg:w-60 tabular-nums">
        <Timestamp ms={started} isRecent />
        {started !== null && (
          <span className="ml-2 text-xs">
            <RelativeTimeText ms={started} />
          </span>
        )}
      </span>
      <span className="max-w-full min-w-0 shrink-0 @lg:max-w-64">
        <OutcomeBadge outcome={outcome} />
      </span>
      {loadsOutcome && isInView && (
        <Suspense>
          <OutcomeLoader runList={runListOf(flow.sid, query.source)} rows={[row]} />
        </Suspense>
      )}
      {match !== null && (
        <span className="flex max-w-full min-w-24 flex-1 text-muted @max-lg:order-1">
          <MatchExcerpt {...match} />
        </span>
      )}
      <span className="ml-auto min-w-24 text-muted @max-lg:order-1">
        {sid === null ? (
          <EmptyValue label="No SID" />
        ) : (
          <Link
            {...resultLinkProps}
            aria-label={sid}
            to={paths.engagement(
              runListOf(flow.sid, query.source),
              sid,
              openedUrlState(
                { ...defaultUrlState, listQuery: { ...emptyQuery, text: query.text } },
                row,
                mask,
              ),
            )}
            onClick={() => saveSearch(query, { openedLink: sid })}
            className="focus-ring-inset block rounded-sm after:absolute after:inset-0"
          >
            <SidText sid={sid} />
          </Link>
        )}
      </span>
    </li>
  )
}
