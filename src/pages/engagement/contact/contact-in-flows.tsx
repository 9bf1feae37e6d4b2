import { useQueries, useQueryClient, type UseQueryResult } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'

import { defaultUrlState, type UrlState } from '#urls/urls.ts'
import { runListOf, sourceOf, type RunList, type RunSource } from '#contract/run-source.ts'
import type { EngagementSid } from '#contract/sid.ts'
import type { EngagementRow, RowsInView } from '#engine/rpc/row-results.ts'
import { pluralize } from '#format/count.ts'
import { rowsQuery } from '#queries/engagement.ts'
import { parseQuery } from '#search/interpret/parse-search.ts'
import { ProgressBar } from '#ui/controls/progress-bar.tsx'

import {
  newCrossFlowSearch,
  runCrossFlowSearch,
  type SearchableFlow,
} from '#pages/flows/search/cross-flow-search.ts'
import { flowListUrl } from '#pages/flows/search/flow-group.tsx'
import { createPageLoader } from '#pages/flows/search/search-flow.ts'
import { UnsearchedFlows } from '#pages/flows/search/unsearched-flows.tsx'
import { TabSkeleton } from '#pages/engagement/shared/tab-skeleton.tsx'
import { ContactRunItem } from './contact-run-item.tsx'
import { useOtherFlows } from './other-flows.ts'
import { contactRunsQuery, maxContactRuns } from './use-contact-runs.ts'

type ContactInFlowsProps = {
  runList: RunList
  contact: string
  /** The contact's loaded runs in this flow. */
  rows: readonly EngagementRow[]
  engagementSid: EngagementSid
  urlState: UrlState
}

/** The contact's runs in all flows as one list, newest first. Loads the newest page of each flow that has none. */
export function ContactInFlows(props: ContactInFlowsProps) {
  const flows = useOtherFlows(props.runList)
  return flows === null ? <TabSkeleton label="Loading the flows" /> : <Timeline {...props} flows={flows} />
}

function Timeline(props: ContactInFlowsProps & { flows: readonly SearchableFlow[] }) {
  const { runList, contact, rows, engagementSid, urlState, flows } = props
  const { search, found } = useContactInFlows(flows, contact, sourceOf(runList))
  const own = rows.map((row) => ({ runList, row, flowName: 'This flow' }))
  const all = [...own, ...found].toSorted((a, b) => (b.row.started ?? 0) - (a.row.started ?? 0))
  const done = [...search.flowStates.values()].filter(({ state }) => state === 'searched').length
  return (
    <>
      <div className="flex shrink-0 flex-wrap items-center gap-x-3 border-b border-line px-5 py-2 text-xs text-muted tabular-nums">
        <p role="status">
          {`Searched the newest 1,000 runs of ${done} of ${pluralize(flows.length, 'other flow')} · ${pluralize(found.length, 'run')} found`}
        </p>
        {search.state === 'running' && (
          <ProgressBar label="Searching flows" value={done} max={flows.length} />
        )}
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto">
        <UnsearchedFlows
          search={search}
          flows={flows}
          urlOf={(flow) =>
            flowListUrl(flow, { text: contactRunsQuery(contact).text, source: sourceOf(runList) })
          }
        />
        <ol aria-label="Runs of this contact" className="py-1">
          {all.map(({ runList: list, row, flowName }) => (
            <ContactRunItem
              key={`${list} ${row.row}`}
              runList={list}
              row={row}
              engagementSid={engagementSid}
              // The list's filters and columns are of this flow.
              urlState={list === runList ? urlState : { ...defaultUrlState, tab: urlState.tab }}
              flowName={flowName}
              isComparable={list === runList}
            />
          ))}
        </ol>
      </div>
    </>
  )
}

/** Searches one flow after the other on mount; unmounting ends it. */
function useContactInFlows(flows: readonly SearchableFlow[], contact: string, source: RunSource) {
  const client = useQueryClient()
  const [search, setSearch] = useState(() => newCrossFlowSearch(flows))
  useEffect(() => {
    const abort = new AbortController()
    const onChange = (next: typeof search) => {
      if (!abort.signal.aborted) setSearch(next)
    }
    const load = createPageLoader(client, source, 1)
    void runCrossFlowSearch(flows, newCrossFlowSearch(flows), load, onChange, abort.signal)
    return () => abort.abort()
  }, [client, flows, source])

  const query = useMemo(() => parseQuery(contactRunsQuery(contact)), [contact])
  const results = useQueries({
    queries: flows.map(({ sid }) => ({
      ...rowsQuery({ runList: runListOf(sid, source), query, from: 0, size: maxContactRuns }),
      enabled: search.flowStates.get(sid)?.state === 'searched',
    })),
    combine: dataOfEach,
  })
  const found = flows.flatMap(({ sid, friendly_name: name }, i) =>
    (results[i]?.rows ?? []).map((row) => ({
      runList: runListOf(sid, source),
      row,
      flowName: name ?? 'Unnamed flow',
    })),
  )
  return { search, found }
}

function dataOfEach(results: UseQueryResult<RowsInView>[]) {
  return results.map(({ data }) => data)
}
