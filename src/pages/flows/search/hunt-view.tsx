import { useQueryClient } from '@tanstack/react-query'
import { Pause, Play, SearchX } from 'lucide-react'
import { Link } from 'react-router'

import { defaultView, paths } from '#address/address.ts'
import { countOf, formatCount } from '#display/count.ts'
import { Announcer } from '#ui/announcer.tsx'
import { Blank } from '#ui/blank.tsx'
import { Button, buttonLook } from '#ui/button.tsx'
import { ProgressBar } from '#ui/progress-bar.tsx'
import { useShown } from '#ui/veil.ts'

import { FlowGroup } from './flow-group.tsx'
import type { Hunt, HuntedFlow } from './hunt.ts'
import { pagesOf, type Wanted } from './look.ts'
import { useHunt } from './use-hunt.ts'

/** The search through all flows: how far it has come and what it costs, and what each flow has. Give it a key of what is wanted. */
export function HuntView({ flows, wanted }: { flows: readonly HuntedFlow[]; wanted: Wanted }) {
  const hunt = useHunt(flows, wanted)
  const queryClient = useQueryClient()
  const complete = ({ sid }: HuntedFlow) => pagesOf(queryClient, sid).at(-1)?.next === null
  const incomplete = flows.filter((flow) => hunt.looks.get(flow.sid)?.state === 'looked' && !complete(flow))
  const line = describeHunt(hunt, flows)
  return (
    <div className="flex min-h-0 flex-1 flex-col border-t border-line">
      <section
        aria-label="Search of all flows"
        className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-5 py-1.5 text-muted"
      >
        <p className="tabular-nums">{line}</p>
        {hunt.state === 'running' && (
          <>
            <ProgressBar label="Searching flows" value={lookedInto(hunt)} max={flows.length} />
            <Button variant="quiet" icon={<Pause aria-hidden size={14} />} onClick={hunt.pause}>
              Stop searching
            </Button>
          </>
        )}
        {hunt.state === 'paused' && (
          <Button variant="quiet" icon={<Play aria-hidden size={14} />} onClick={hunt.goOn}>
            Search on
          </Button>
        )}
        {hunt.state === 'done' && wanted.kind === 'text' && incomplete.length > 0 && (
          <Button variant="quiet" onClick={hunt.goDeeper}>
            Look further back ({countOf(incomplete.length, 'request')})
          </Button>
        )}
      </section>
      <Announcer text={hunt.state === 'running' ? 'Searching all flows' : line} />
      <div className="min-h-0 flex-1 overflow-auto">
        {wanted.kind === 'text' ? (
          flows.map((flow) => (
            <FlowGroup
              key={flow.sid}
              flow={flow}
              look={hunt.looks.get(flow.sid) ?? { state: 'waiting' }}
              text={wanted.text}
              complete={complete(flow)}
            />
          ))
        ) : (
          <FoundEngagement hunt={hunt} flows={flows} wanted={wanted} />
        )}
      </div>
    </div>
  )
}

type FoundEngagementProps = {
  hunt: Hunt
  flows: readonly HuntedFlow[]
  wanted: Extract<Wanted, { kind: 'engagement' }>
}

function FoundEngagement({ hunt, flows, wanted: { engagementSid } }: FoundEngagementProps) {
  const shown = useShown()
  const home = flows.find(({ sid }) => {
    const look = hunt.looks.get(sid)
    return look?.state === 'looked' && look.found
  })
  if (home) {
    return (
      <Blank
        title={`It is in “${shown(home.friendly_name ?? home.sid)}”`}
        actions={
          <Link className={buttonLook('primary')} to={paths.engagement(home.sid, engagementSid, defaultView)}>
            Open the engagement
          </Link>
        }
      >
        <code className="font-mono text-xs break-all">{engagementSid}</code>
      </Blank>
    )
  }
  if (hunt.state !== 'done') return null
  return (
    <Blank icon={<SearchX aria-hidden size={28} strokeWidth={1.5} />} title="No flow has this engagement">
      Twilio deletes engagements 30 days after they start, so it may be gone; or it belongs to another
      account.
    </Blank>
  )
}

function lookedInto({ looks }: Hunt): number {
  return [...looks.values()].filter(({ state }) => state === 'looked' || state === 'failed').length
}

/** "5 of 8 flows looked into, published ones first · 5 requests". */
export function describeHunt(hunt: Hunt, flows: readonly HuntedFlow[]): string {
  const looked = lookedInto(hunt)
  const failed = [...hunt.looks.values()].filter(({ state }) => state === 'failed').length
  const parts = [
    `${formatCount(looked)} of ${countOf(flows.length, 'flow')} looked into`,
    countOf(hunt.requests, 'request'),
    ...(failed > 0 ? [`${formatCount(failed)} failed`] : []),
    ...(hunt.state === 'paused' ? ['stopped'] : []),
  ]
  return parts.join(' · ')
}
