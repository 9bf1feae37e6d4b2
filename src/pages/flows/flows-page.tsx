import { useQuery } from '@tanstack/react-query'
import { FolderOpen, Workflow } from 'lucide'
import { Suspense, useMemo, useState, type ReactNode } from 'react'

import { normalizeError } from '#contract/problem.ts'
import { formatCount } from '#format/count.ts'
import { flowsQuery } from '#queries/flows.ts'
import { sessionQuery } from '#session/session-query.ts'
import { Icon } from '#ui/icon.tsx'
import { Button } from '#ui/controls/button.tsx'
import { EmptyState } from '#ui/feedback/empty-state.tsx'

import { runSourcePref } from '#pages/prefs/flow-prefs.ts'
import { usePref } from '#pages/prefs/pref.ts'
import { ProblemView } from '#pages/shared/problem-view.tsx'
import { LinkNotices } from '#pages/shared/link-notices.tsx'
import { useUrlState } from '#pages/shared/use-url-state.ts'
import { Shell } from '#pages/shell/shell.tsx'
import { ActiveRunsButton } from './active-runs/active-runs-button.tsx'
import { useRefreshShortcut } from '#pages/shell/use-refresh-shortcut.ts'
import { splitFaults } from './list/arrange-flows.ts'
import { FlowTable } from './list/flow-table.tsx'
import { RecentRuns } from './list/recent-runs.tsx'
import { OpenFlow } from './open-flow.tsx'
import { searchOrder } from '#pages/flows/search/cross-flow-search.ts'
import { FlowsSearch } from './search/flows-search.tsx'
import { parseFlowsQuery } from '#pages/flows/search/parse-flows-query.ts'
import { lazyChunk } from '#ui/lazy/lazy-chunk.ts'

// Few users search here, and a search waits for Twilio anyway.
const CrossFlowSearchView = lazyChunk(
  async () => (await import('#pages/flows/search/cross-flow-search-view.tsx')).CrossFlowSearchView,
)

/** The account's flows: the start page. @param openSavedRun the button that opens a saved run */
export function FlowsPage({ openSavedRun }: { openSavedRun: ReactNode }) {
  const { data: flows, error, refetch, isPending } = useQuery(flowsQuery())
  useRefreshShortcut()
  const { text } = useUrlState().listQuery
  const query = useMemo(() => parseFlowsQuery(text), [text])
  const source = usePref(runSourcePref)
  const crossFlowQuery = useMemo(() => ({ text, source }), [text, source])
  const isDemo = useQuery(sessionQuery()).data?.demo === true
  const { ordinary, faults } = useMemo(() => splitFaults(flows ?? [], isDemo), [flows, isDemo])
  const searchableFlows = useMemo(() => searchOrder(ordinary), [ordinary])
  const searchableFaults = useMemo(() => searchOrder(faults), [faults])
  const allFlows = useMemo(() => searchOrder(flows ?? []), [flows])
  const [input, setInput] = useSearchInput(text)
  return (
    <Shell title="">
      <LinkNotices page="flows" />
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-4 px-5 pt-5 pb-3">
        <h1 className="text-xl/8 font-semibold">
          Flows
          {flows && (
            <span className="ml-2 text-sm font-normal text-muted tabular-nums">
              {formatCount(ordinary.length)}
            </span>
          )}
        </h1>
        <div className="flex min-w-0 flex-wrap items-start gap-2 max-sm:w-full">
          {flows?.length !== 0 && <ActiveRunsButton flows={allFlows} />}
          {/* Its place is kept while its code loads. */}
          <Suspense
            fallback={
              <Button disabled icon={<Icon icon={FolderOpen} size={14} />}>
                Open a saved run
              </Button>
            }
          >
            {openSavedRun}
          </Suspense>
          <OpenFlow />
        </div>
        <FlowsSearch
          text={text}
          input={input}
          onInput={setInput}
          flows={flows ? searchableFlows.length : null}
        />
      </div>
      {error !== null && (
        <ProblemView
          problem={normalizeError(error)}
          title="The flows couldn’t be loaded"
          onRetry={() => void refetch()}
          variant={flows ? 'banner' : 'page'}
        />
      )}
      {flows?.length === 0 ? (
        <EmptyState
          icon={<Icon icon={Workflow} size={28} strokeWidth={1.5} />}
          title="This account has no Studio flows"
        >
          Build flows in Twilio’s Console, under Studio. If the account should have some, check that Flowdesk
          uses the right account’s credentials.
        </EmptyState>
      ) : (
        (flows || isPending) && renderFlows()
      )}
    </Shell>
  )

  function renderFlows() {
    if (query.kind !== 'search' || !flows) {
      const filter = text === '' ? input.trim() : ''
      return (
        <>
          {filter === '' && <RecentRuns flows={flows} />}
          <FlowTable flows={flows ? ordinary : null} faults={faults} filter={filter} />
        </>
      )
    }
    return (
      <Suspense>
        <CrossFlowSearchView
          key={`${source} ${text}`}
          flows={searchableFlows}
          faults={searchableFaults}
          goal={query.goal}
          query={crossFlowQuery}
        />
      </Suspense>
    )
  }
}

/** What stands in the search box: what is typed, or else the text of the URL, which Back and links change. */
function useSearchInput(text: string) {
  const [input, setInput] = useState(text)
  const [urlText, setUrlText] = useState(text)
  if (urlText !== text) {
    setUrlText(text)
    setInput(text)
  }
  return [input, setInput] as const
}
