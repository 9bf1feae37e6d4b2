import { RotateCw } from 'lucide'
import { useState } from 'react'

import { isOutcomeIncomplete } from '#contract/outcome.ts'
import { runListOf } from '#contract/run-source.ts'
import { formatCount } from '#format/count.ts'
import { emptyQuery } from '#search/query/list-query.ts'
import { Icon } from '#ui/icon.tsx'
import { Button } from '#ui/controls/button.tsx'
import { PauseButton } from '#ui/controls/pause-button.tsx'
import { ProgressBar } from '#ui/controls/progress-bar.tsx'
import { LiveRegion } from '#ui/feedback/live-region.tsx'
import { Dialog } from '#ui/floating/dialog.tsx'
import { Link } from '#ui/router/link.tsx'
import { useDisplayText } from '#ui/text/text-mask.ts'
import { defaultUrlState, paths } from '#urls/urls.ts'

import { describeStuck } from '#pages/engagements/outcomes/outcome-notices.ts'
import { OutcomeBadge } from '#pages/shared/badges/outcome-badge.tsx'
import { ContactAddress } from '#pages/shared/phone/contact-address.tsx'
import { EmptyValue, SidText, Timestamp } from '#pages/shared/values.tsx'
import type { SearchableFlow } from '#pages/flows/search/cross-flow-search.ts'
import { UnsearchedFlows } from '#pages/flows/search/unsearched-flows.tsx'
import { describeActiveRuns, mayHaveMore, oldestRuns, partlyRead, type ListedRun } from './oldest-runs.ts'
import { StuckBar } from './stuck-bar.tsx'
import { useActiveRuns } from './use-active-runs.ts'
import { useLivePages } from './use-live-pages.ts'

type ActiveRunsDialogProps = { flows: readonly SearchableFlow[]; onClose: () => void }

/** Runs shown. The engine returns as many of each flow, so these are the oldest of all. */
const maxShown = 200

/** A flow's active runs, oldest first, in its own list. */
const activeState = {
  ...defaultUrlState,
  listQuery: { ...emptyQuery, status: 'active', sort: { by: 'started', descending: false } },
} as const
const activeQuery = { ...activeState.listQuery, search: { terms: [] } }
const activeListUrl = ({ sid }: SearchableFlow) =>
  paths.engagements(runListOf(sid, 'executions'), activeState)

/** The active runs of all flows, oldest first: an old one may keep its contact from being reached. */
export function ActiveRunsDialog({ flows: allFlows, onClose }: ActiveRunsDialogProps) {
  const [flows] = useState(allFlows)
  const { search, pages, stop, resume } = useActiveRuns(flows)
  const [isStuckOnly, setStuckOnly] = useState(false)
  const allRuns = oldestRuns(flows, useLivePages(flows, pages, activeQuery, maxShown), maxShown)
  const runs = isStuckOnly ? allRuns.filter(({ row }) => row.stuck !== null) : allRuns
  const partly = partlyRead(flows, pages)
  const summary = describeActiveRuns(search, flows, pages)
  const states = [...search.flowStates.values()].map(({ state }) => state)
  const hasFailed = states.some((state) => state === 'failed' || state === 'skipped')
  const doneCount = states.filter((state) => state !== 'waiting' && state !== 'searching').length
  return (
    <Dialog title="Active runs of all flows" onClose={onClose} className="w-240">
      <div className="flex min-h-8 flex-wrap items-center gap-x-3 gap-y-1 text-muted">
        <p className="tabular-nums">{summary}</p>
        {search.state === 'running' && (
          <ProgressBar label="Asking for active runs" value={doneCount} max={flows.length} />
        )}
        {search.state !== 'done' && (
          <PauseButton
            isPaused={search.state === 'paused'}
            labels={{ pause: 'Stop asking', resume: 'Ask the others' }}
            onPause={stop}
            onResume={resume}
          />
        )}
        {search.state === 'done' && hasFailed && (
          <Button size="sm" variant="quiet" icon={<Icon icon={RotateCw} size={14} />} onClick={resume}>
            Try again
          </Button>
        )}
      </div>
      <LiveRegion text={search.state === 'running' ? 'Asking for active runs' : summary} />
      <p className="pb-3 text-xs text-muted">
        Asked of Twilio’s Executions, one request for each flow. Oldest first
        {allRuns.length === maxShown ? `; the ${formatCount(maxShown)} oldest are shown.` : '.'}
      </p>
      <StuckBar
        runs={allRuns}
        hasMore={allRuns.length === maxShown || mayHaveMore(search, flows, pages)}
        isStuckOnly={isStuckOnly}
        onStuckOnly={setStuckOnly}
      />
      <PartlyReadFlows flows={partly} />
      <UnsearchedFlows search={search} flows={flows} urlOf={activeListUrl} />
      <ul aria-label="Active runs" className="border-t border-line">
        {runs.map(({ flow, row }) => (
          <RunItem key={`${flow.sid} ${row.row}`} flow={flow} row={row} />
        ))}
      </ul>
      {search.state === 'done' && allRuns.length === 0 && (
        <p className="py-4 text-center text-muted">No active runs{hasFailed ? ' found' : ''}.</p>
      )}
    </Dialog>
  )
}

/** What was not read: flows with more than one page of active runs, in one line. */
function PartlyReadFlows({ flows }: { flows: readonly SearchableFlow[] }) {
  if (flows.length === 0) return null
  return (
    <p className="pb-3 text-xs text-warn">
      First page only, more active runs exist:{' '}
      {flows.map((flow, i) => (
        <span key={flow.sid}>
          {i > 0 && ', '}
          <Link to={activeListUrl(flow)} className="focus-ring rounded-sm text-accent hover:underline">
            <FlowName flow={flow} />
          </Link>
        </span>
      ))}
    </p>
  )
}

function RunItem({ flow, row: { sid, contact, started, outcome, stuck } }: ListedRun) {
  return (
    <li className="@container relative flex min-h-10 flex-wrap items-center gap-x-4 gap-y-0.5 border-b border-line py-2 hover:bg-hover">
      <span className="min-w-32 flex-1 truncate">
        <FlowName flow={flow} />
      </span>
      <span className="max-w-full shrink-0 truncate tabular-nums @lg:w-40">
        {contact === null ? <EmptyValue label="No contact" /> : <ContactAddress address={contact} />}
      </span>
      <span className="shrink-0 text-muted tabular-nums @lg:w-40">
        <Timestamp ms={started} />
      </span>
      <span className="max-w-full min-w-0 shrink-0 @lg:w-48">
        {!isOutcomeIncomplete(outcome) && (
          <OutcomeBadge outcome={outcome} stuck={stuck && describeStuck(stuck)} />
        )}
      </span>
      <span className="min-w-24 text-muted @lg:w-32">
        {sid === null ? (
          <EmptyValue label="No SID" />
        ) : (
          <Link
            aria-label={sid}
            to={paths.engagement(runListOf(flow.sid, 'executions'), sid, activeState)}
            className="focus-ring-inset block rounded-sm after:absolute after:inset-0"
          >
            <SidText sid={sid} />
          </Link>
        )}
      </span>
    </li>
  )
}

function FlowName({ flow: { friendly_name: name, sid } }: { flow: SearchableFlow }) {
  const displayText = useDisplayText()
  return <bdi>{displayText(name ?? '') || sid}</bdi>
}
