import { Link2 } from 'lucide-react'
import { useNavigate, useOutletContext } from 'react-router'

import { paths } from '#address/address.ts'
import { tabs, type Tab } from '#address/tabs.ts'
import type { EngagementSid, FlowSid } from '#contract/sid.ts'
import { parseTime } from '#display/time.ts'
import { printJsonPath } from '#json/paths.ts'
import { CopyButton } from '#ui/copy-button.tsx'
import { Tabs } from '#ui/tabs.tsx'

import type { PanelContext } from '#pages/engagements/engagement-list.tsx'
import { useView } from '#pages/shared/use-view.ts'
import { SidText } from '#pages/shared/values.tsx'
import { Beside } from './beside.tsx'
import { CompareMenu } from './compare/compare-menu.tsx'
import { CompareView } from './compare/compare-view.tsx'
import { Blocked } from './contact/blocked.tsx'
import { ContactTab } from './contact/contact-tab.tsx'
import { blockingRun, useContactRuns } from './contact/use-contact-runs.ts'
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
  contact: 'Contact',
  details: 'Details',
}

const tabList = tabs.map((id) => ({ id, label: labels[id] }))

type EngagementPanelProps = { flowSid: FlowSid; engagementSid: EngagementSid }

/** One run beside its list, and the way to those beside it there. */
export function EngagementPanel({ flowSid, engagementSid }: EngagementPanelProps) {
  const { close, follow, question } = useOutletContext<PanelContext>()
  return (
    <PanelFrame
      name={`Engagement ${engagementSid}`}
      onClose={close}
      heading={
        <>
          <h2 className="min-w-0 font-medium">
            <SidText sid={engagementSid} />
          </h2>
          <CopyButton exact iconOnly label="Copy engagement SID" text={() => engagementSid} />
          <CopyButton exact iconOnly icon={Link2} label="Copy link" text={() => window.location.href} />
          <CompareMenu flowSid={flowSid} engagementSid={engagementSid} />
        </>
      }
      controls={
        <Beside flowSid={flowSid} engagementSid={engagementSid} question={question} onArrive={follow} />
      }
    >
      <OpenedRun key={engagementSid} flowSid={flowSid} engagementSid={engagementSid} />
    </PanelFrame>
  )
}

/** What it knew, what it did, and every field Twilio has of it. */
function OpenedRun({ flowSid, engagementSid }: EngagementPanelProps) {
  const navigate = useNavigate()
  const view = useView()
  const run = useEngagement(flowSid, engagementSid)
  const { contact_channel_address: contact = null, date_created: created = null } =
    run.engagement?.fields ?? {}
  const runs = useContactRuns(flowSid, contact)
  const blocking = blockingRun(runs, { sid: engagementSid, started: parseTime(created) })

  function select(tab: Tab) {
    void navigate(paths.engagement(flowSid, engagementSid, { ...view, tab }), { replace: true })
  }

  if (run.unknown && !run.engagement) return <UnknownEngagement engagementSid={engagementSid} />
  return (
    <>
      <RunSummary run={run} />
      {blocking?.sid && (
        <Blocked
          by={blocking}
          to={paths.engagement(flowSid, blocking.sid, { ...view, path: null, step: null, compare: null })}
        />
      )}
      {view.compare !== null && view.compare !== engagementSid ? (
        <CompareView flowSid={flowSid} engagementSid={engagementSid} run={run} other={view.compare} />
      ) : (
        <Tabs label="Engagement" tabs={tabList} selected={view.tab} onSelect={select}>
          {contentOf(view.tab)}
        </Tabs>
      )}
    </>
  )

  function contentOf(tab: Tab) {
    const sids = { flowSid, engagementSid }
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
        return <StepsTab {...sids} active={run.engagement?.fields.status === 'active'} />
      case 'story':
        return <StoryTab {...sids} run={run} />
      case 'conversation':
        return <ConversationTab {...sids} run={run} />
      case 'contact':
        return <ContactTab {...sids} contact={contact} runs={runs} view={view} />
      case 'details':
        return <DetailsTab run={run} />
    }
  }
}
