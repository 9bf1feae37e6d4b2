import { Link2 } from 'lucide-react'
import { useNavigate } from 'react-router'

import { paths } from '#address/address.ts'
import { tabs, type Tab } from '#address/tabs.ts'
import type { EngagementSid, FlowSid } from '#contract/sid.ts'
import { printJsonPath } from '#json/paths.ts'
import { CopyButton } from '#ui/copy-button.tsx'
import { Tabs } from '#ui/tabs.tsx'

import { useView } from '#pages/shared/use-view.ts'
import { ContextTab } from './context/context-tab.tsx'
import { DetailsTab } from './details-tab.tsx'
import { PanelFrame } from './panel-frame.tsx'
import { RunSummary } from './run-summary.tsx'
import { StepsTab } from './steps/steps-tab.tsx'
import { ConversationTab } from './story/conversation-tab.tsx'
import { StoryTab } from './story/story-tab.tsx'
import { UnknownEngagement } from './unknown-engagement.tsx'
import { useEngagement } from './use-engagement.ts'

const labels: Record<Tab, string> = {
  context: 'Context',
  steps: 'Steps',
  story: 'Story',
  conversation: 'Conversation',
  details: 'Details',
}

const tabList = tabs.map((id) => ({ id, label: labels[id] }))

type EngagementPanelProps = { flowSid: FlowSid; engagementSid: EngagementSid; onClose: () => void }

/** One run: what it knew, what it did, and every field Twilio has of it. */
export function EngagementPanel({ flowSid, engagementSid, onClose }: EngagementPanelProps) {
  const navigate = useNavigate()
  const view = useView()
  const run = useEngagement(flowSid, engagementSid)

  function select(tab: Tab) {
    void navigate(paths.engagement(flowSid, engagementSid, { ...view, tab }), { replace: true })
  }

  return (
    <PanelFrame
      name={`Engagement ${engagementSid}`}
      onClose={onClose}
      heading={
        <>
          <h2 className="truncate font-mono text-xs font-medium">{engagementSid}</h2>
          <CopyButton iconOnly label="Copy engagement SID" text={() => engagementSid} />
          <CopyButton iconOnly icon={Link2} label="Copy link" text={() => window.location.href} />
        </>
      }
    >
      {run.unknown && !run.engagement ? (
        <UnknownEngagement engagementSid={engagementSid} />
      ) : (
        <>
          <RunSummary run={run} />
          <Tabs label="Engagement" tabs={tabList} selected={view.tab} onSelect={select}>
            {contentOf(view.tab)}
          </Tabs>
        </>
      )}
    </PanelFrame>
  )

  function contentOf(tab: Tab) {
    switch (tab) {
      case 'context':
        return (
          <ContextTab
            // Another link to the same run points somewhere else.
            key={view.path && printJsonPath(view.path)}
            run={run}
            linkTo={(path) =>
              window.location.origin + paths.engagement(flowSid, engagementSid, { ...view, tab, path })
            }
          />
        )
      case 'steps':
        return (
          <StepsTab
            flowSid={flowSid}
            engagementSid={engagementSid}
            active={run.engagement?.fields.status === 'active'}
          />
        )
      case 'story':
        return <StoryTab flowSid={flowSid} engagementSid={engagementSid} run={run} />
      case 'conversation':
        return <ConversationTab flowSid={flowSid} engagementSid={engagementSid} run={run} />
      case 'details':
        return <DetailsTab run={run} />
    }
  }
}
