import { QueryClientProvider } from '@tanstack/react-query'
import { FileText } from 'lucide'
import { Outlet, useNavigate, useRoutes } from 'react-router'

import { Problem } from '#contract/problem.ts'
import { runListOf } from '#contract/run-source.ts'
import { formatJsonPath } from '#json/path/json-path.ts'
import { emptyQuery } from '#search/query/list-query.ts'
import { tabs as allTabs, type Tab } from '#urls/tabs.ts'
import { paths } from '#urls/urls.ts'
import { Icon } from '#ui/icon.tsx'
import { Tabs } from '#ui/controls/tabs.tsx'
import { UntrustedText } from '#ui/text/untrusted-text.tsx'

import type { PanelOutletContext } from '#pages/shared/panel-outlet-context.ts'
import { useUrlState } from '#pages/shared/use-url-state.ts'
import { Timestamp } from '#pages/shared/values.tsx'
import { ContactHeading } from '#pages/engagement/contact-heading.tsx'
import { ContextTab } from '#pages/engagement/context/context-tab.tsx'
import { DetailsTab } from '#pages/engagement/details/details-tab.tsx'
import { RunSummary } from '#pages/engagement/run-summary.tsx'
import { tabLabels } from '#pages/engagement/shared/tab-labels.ts'
import type { EngagementData } from '#pages/engagement/shared/use-engagement-data.ts'
import { StepsTab } from '#pages/engagement/steps/steps-tab.tsx'
import { ConversationTab } from '#pages/engagement/story/conversation-tab.tsx'
import { StoryTab } from '#pages/engagement/story/story-tab.tsx'
import { useShareableUrl } from '#pages/shell/mask/search-addresses.tsx'
import { MemoryRouter } from './memory-router.tsx'
import type { OpenedRun } from './saved-run-client.ts'

/** The tabs that need nothing but the file. */
const savedTabs = ['context', 'steps', 'story', 'conversation', 'details'] as const satisfies readonly Tab[]
type SavedTab = (typeof savedTabs)[number]

const tabList = allTabs
  .filter((tab): tab is SavedTab => savedTabs.some((saved) => saved === tab))
  .map((id) => ({ id, label: tabLabels[id] }))

/** A run from a file. Read-only; sends no request. */
export function SavedRunView({ opened }: { opened: OpenedRun }) {
  const { file, client } = opened
  const runList = runListOf(file.flow.sid, file.source)
  return (
    <QueryClientProvider client={client}>
      <div
        role="note"
        aria-label="Saved run"
        className="flex shrink-0 flex-wrap items-center gap-x-2 bg-warn-soft px-5 py-2 text-xs"
      >
        <Icon icon={FileText} size={14} className="shrink-0 text-warn" />
        <span className="font-medium">Saved run</span>
        <span>
          as of <Timestamp ms={Date.parse(file.taken)} />, by <UntrustedText text={file.by} />
          {file.masked ? ', personal data replaced' : ''}.
          {opened.engagement.fields.status === 'active' && ' It may have gone on since.'}
        </span>
      </div>
      <div className="flex shrink-0 flex-wrap items-baseline gap-x-3 px-5 pt-3 pb-1">
        <ContactHeading run={{ engagement: opened.engagement, request: loaded }} />
        <span className="min-w-0 text-muted">
          <UntrustedText text={file.flow.name ?? file.flow.sid} />
        </span>
      </div>
      <MemoryRouter initialUrl={paths.engagement(runList, file.engagementSid)}>
        <SavedRunRoutes opened={opened} />
      </MemoryRouter>
    </QueryClientProvider>
  )
}

/** Gives the tabs the outlet context that they have beside a list. */
function SavedRunRoutes({ opened }: { opened: OpenedRun }) {
  const context: PanelOutletContext = {
    close: () => {},
    selectEngagement: () => {},
    query: emptyQuery,
    isComplete: true,
    isListRead: false,
    nowMs: Date.parse(opened.file.taken),
    columnPaths: [],
    addColumn: null,
  }
  return useRoutes([
    {
      path: '*',
      element: <Outlet context={context} />,
      children: [{ path: '*', element: <SavedRunTabs opened={opened} /> }],
    },
  ])
}

const loaded = { data: null, problem: null, isPending: false, retry: () => {} } as const

function SavedRunTabs({ opened: { file, engagement, context } }: { opened: OpenedRun }) {
  const navigate = useNavigate()
  const urlState = useUrlState()
  const shareableUrl = useShareableUrl()
  const { engagementSid } = file
  const runList = runListOf(file.flow.sid, file.source)
  const sids = { runList, engagementSid }
  const run: EngagementData = {
    engagement,
    request: { ...loaded, data: engagement },
    context: {
      ...loaded,
      data: context,
      problem: context === null ? new Problem('not-saved') : null,
      isFromList: false,
    },
    isUnknown: false,
  }
  const selected = savedTabs.find((tab) => tab === urlState.tab) ?? 'context'

  function renderTab() {
    switch (selected) {
      case 'context':
        return (
          <ContextTab
            key={urlState.path && formatJsonPath(urlState.path)}
            run={run}
            linkTo={(path) => shareableUrl(paths.engagement(runList, engagementSid, { ...urlState, path }))}
          />
        )
      case 'steps':
        return <StepsTab {...sids} run={run} />
      case 'story':
        return <StoryTab {...sids} run={run} nowMs={Date.parse(file.taken)} />
      case 'conversation':
        return <ConversationTab {...sids} run={run} />
      case 'details':
        return <DetailsTab run={run} />
    }
  }

  return (
    <>
      <RunSummary {...sids} run={run} row={null} isSaved />
      <Tabs
        label="Saved run"
        tabs={tabList}
        selected={selected}
        onSelect={(tab) => void navigate(paths.engagement(runList, engagementSid, { ...urlState, tab }))}
      >
        {renderTab()}
      </Tabs>
    </>
  )
}
