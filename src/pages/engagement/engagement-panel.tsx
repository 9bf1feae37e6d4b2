import { Link2 } from 'lucide'
import { Suspense, use, useEffect, useState } from 'react'
import { useNavigate, useOutletContext } from 'react-router'

import { noPlace, paths, type Place } from '#urls/urls.ts'
import { tabs, type Tab } from '#urls/tabs.ts'
import type { RunList } from '#contract/run-source.ts'
import type { EngagementSid } from '#contract/sid.ts'
import { parseTime } from '#format/time/time.ts'
import { formatJsonPath } from '#json/path/json-path.ts'
import { CopyButton } from '#ui/controls/copy-button.tsx'
import { Tabs } from '#ui/controls/tabs.tsx'
import { lazyChunk } from '#ui/lazy/lazy-chunk.ts'
import { createStore } from '#ui/store.ts'

import { lastTabPref } from '#pages/prefs/ui-prefs.ts'
import type { PanelOutletContext } from '#pages/shared/panel-outlet-context.ts'
import { useUrlState } from '#pages/shared/use-url-state.ts'
import { useShareableUrl } from '#pages/shell/mask/search-addresses.tsx'
import { ContactHeading } from './contact-heading.tsx'
import { PrevNext } from './prev-next.tsx'
import { CompareView } from './compare/compare-view.tsx'
import { MayBlockNotice, OlderActiveRunNotice } from '#pages/engagement/contact/active-run-notices.tsx'
import { findOlderActiveRun } from './contact/active-runs.ts'
import { ContactTab } from './contact/contact-tab.tsx'
import { useContactRuns } from './contact/use-contact-runs.ts'
import { ContextTab } from './context/context-tab.tsx'
import { DetailsTab } from '#pages/engagement/details/details-tab.tsx'
import { PanelFrame } from './panel-frame.tsx'
import { RunActions } from './run-actions.tsx'
import { RunSummary } from './run-summary.tsx'
import { StepsTab } from './steps/steps-tab.tsx'
import { ConversationTab } from './story/conversation-tab.tsx'
import { StoryTab } from './story/story-tab.tsx'
import { UnknownEngagement } from './unknown-engagement.tsx'
import { FocusedPlaceContext } from '#pages/engagement/shared/place.ts'
import { TabSkeleton } from '#pages/engagement/shared/tab-skeleton.tsx'
import { tabLabels } from '#pages/engagement/shared/tab-labels.ts'
import { useRecordRecentRun } from '#pages/engagement/shared/use-record-recent-run.ts'
import { useEngagementData, type EngagementData } from '#pages/engagement/shared/use-engagement-data.ts'

// The library that draws graphs is larger than all other tabs together.
const FlowTab = lazyChunk(async () => (await import('./flow/flow-tab.tsx')).FlowTab)

const tabList = tabs.map((id) => ({ id, label: tabLabels[id] }))

type EngagementPanelProps = { runList: RunList; engagementSid: EngagementSid }

/** One run next to its list, with buttons for the previous and next run. */
export function EngagementPanel({ runList, engagementSid }: EngagementPanelProps) {
  const { close, selectEngagement, query, isComplete } = useOutletContext<PanelOutletContext>()
  const run = useEngagementData(runList, engagementSid)
  const urlState = useUrlState()
  const shareableUrl = useShareableUrl()
  // Moving in a tab does not change the address: each place would be an entry of the history.
  const [focusedPlace] = useState(() => createStore<Place | null>(null))

  function linkToPlace(): string {
    const place = focusedPlace.get()
    return place === null
      ? window.location.href
      : shareableUrl(paths.engagement(runList, engagementSid, { ...urlState, ...place }))
  }

  return (
    <PanelFrame
      name={`Engagement ${engagementSid}`}
      onClose={close}
      heading={
        <>
          <ContactHeading
            run={run}
            // Below the buttons, where both do not fit.
            className="max-[380px]:order-last max-[380px]:basis-full max-[380px]:pb-1 max-[380px]:pl-3"
          />
          <CopyButton unmasked iconOnly icon={Link2} label="Copy link" shortcut="y" text={linkToPlace} />
          <RunActions runList={runList} engagementSid={engagementSid} />
        </>
      }
      controls={
        <PrevNext
          runList={runList}
          engagementSid={engagementSid}
          query={query}
          isComplete={isComplete}
          onNavigated={selectEngagement}
        />
      }
    >
      <FocusedPlaceContext value={focusedPlace}>
        <EngagementContent key={engagementSid} runList={runList} engagementSid={engagementSid} run={run} />
      </FocusedPlaceContext>
    </PanelFrame>
  )
}

type EngagementContentProps = EngagementPanelProps & { run: EngagementData }

function EngagementContent({ runList, engagementSid, run }: EngagementContentProps) {
  const navigate = useNavigate()
  const { isListRead } = useOutletContext<PanelOutletContext>()
  const urlState = useUrlState()
  const shareableUrl = useShareableUrl()
  const focusedPlace = use(FocusedPlaceContext)
  const { tab: openTab } = urlState
  // oxlint-disable-next-line react/exhaustive-effect-dependencies -- another tab has no focused place yet
  useEffect(() => () => focusedPlace.set(null), [focusedPlace, openTab])
  const {
    contact_channel_address: contact = null,
    date_created: created = null,
    status = null,
  } = run.engagement?.fields ?? {}
  useRecordRecentRun(runList, engagementSid, run.engagement !== null)
  const runs = useContactRuns(runList, contact)
  const times = { sid: engagementSid, status, started: parseTime(created) }
  const olderActiveRun = findOlderActiveRun(runs, times)

  function selectTab(tab: Tab) {
    lastTabPref.write(tab)
    void navigate(paths.engagement(runList, engagementSid, { ...urlState, tab }), { replace: true })
  }

  if (run.isUnknown && !run.engagement) return <UnknownEngagement engagementSid={engagementSid} />
  return (
    <>
      <RunSummary
        runList={runList}
        engagementSid={engagementSid}
        run={run}
        row={runs?.rows.find(({ sid }) => sid === engagementSid) ?? null}
      />
      <MayBlockNotice run={times} contactRuns={runs} context={run.context.data} />
      {olderActiveRun?.sid && (
        <OlderActiveRunNotice
          run={olderActiveRun}
          url={paths.engagement(runList, olderActiveRun.sid, {
            ...urlState,
            ...noPlace,
            compare: null,
          })}
        />
      )}
      {urlState.compare === engagementSid && (
        <p role="status" className="shrink-0 bg-warn-soft px-5 py-2 text-xs">
          The link compares this run with itself, so nothing is compared.
        </p>
      )}
      {urlState.compare !== null && urlState.compare !== engagementSid ? (
        <CompareView runList={runList} engagementSid={engagementSid} run={run} other={urlState.compare} />
      ) : (
        <Tabs label="Engagement" tabs={tabList} selected={urlState.tab} onSelect={selectTab} hasNumberKeys>
          {renderTab(urlState.tab)}
        </Tabs>
      )}
    </>
  )

  function renderTab(tab: Tab) {
    const sids = { runList, engagementSid }
    switch (tab) {
      case 'context':
        return (
          <ContextTab
            // A new path in the URL remounts the tree, so that it goes to that value.
            key={urlState.path && formatJsonPath(urlState.path)}
            run={run}
            linkTo={(path) =>
              shareableUrl(paths.engagement(runList, engagementSid, { ...urlState, tab, path }))
            }
          />
        )
      case 'steps':
        return <StepsTab {...sids} run={run} />
      case 'story':
        return <StoryTab {...sids} run={run} />
      case 'conversation':
        return <ConversationTab {...sids} run={run} />
      case 'contact':
        return (
          <ContactTab {...sids} contact={contact} runs={runs} isComplete={isListRead} urlState={urlState} />
        )
      case 'details':
        return <DetailsTab run={run} />
      case 'flow':
        return (
          <Suspense fallback={<TabSkeleton label="Loading the flow" />}>
            <FlowTab {...sids} run={run} />
          </Suspense>
        )
    }
  }
}
