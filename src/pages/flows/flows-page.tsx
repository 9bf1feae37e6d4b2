import { useQuery } from '@tanstack/react-query'
import { Workflow } from 'lucide-react'
import { lazy, Suspense, useMemo } from 'react'

import { toProblem } from '#contract/problem.ts'
import { formatCount } from '#display/count.ts'
import { flowsQuery } from '#queries/flows.ts'
import { Blank } from '#ui/blank.tsx'

import { ProblemView } from '#pages/shared/problem-view.tsx'
import { useView } from '#pages/shared/use-view.ts'
import { Shell } from '#pages/shell/shell.tsx'
import { FlowTable } from './flow-table.tsx'
import { OpenFlow } from './open-flow.tsx'
import { huntingOrder } from './search/hunt.ts'
import { FlowsSearch } from './search/flows-search.tsx'
import { readAsked } from './search/wanted.ts'

// Few come here to search, and who does waits for Twilio anyway.
const HuntView = lazy(async () => ({ default: (await import('./search/hunt-view.tsx')).HuntView }))

/** The account's flows: where everyone starts who was not given a link. */
export function FlowsPage() {
  const { data: flows, error, refetch, isPending } = useQuery(flowsQuery())
  const { text } = useView().question
  const asked = useMemo(() => readAsked(text), [text])
  const hunted = useMemo(() => huntingOrder(flows ?? []), [flows])
  return (
    <Shell title="">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-4 px-5 pt-5 pb-3">
        <h1 className="text-xl/8 font-semibold">
          Flows
          {flows && (
            <span className="ml-2 text-sm font-normal text-muted tabular-nums">
              {formatCount(flows.length)}
            </span>
          )}
        </h1>
        <OpenFlow />
        <FlowsSearch text={text} flows={flows ? hunted.length : null} />
      </div>
      {error !== null && (
        <ProblemView
          problem={toProblem(error)}
          title="The flows could not be read"
          onRetry={() => void refetch()}
          as={flows ? 'strip' : 'whole'}
        />
      )}
      {flows?.length === 0 ? (
        <Blank
          icon={<Workflow aria-hidden size={28} strokeWidth={1.5} />}
          title="This account has no Studio flows"
        >
          Flows are built in Twilio’s Console, under Studio. If there should be some, check that Flowdesk runs
          with the credentials of the right account.
        </Blank>
      ) : (
        (flows || isPending) && content()
      )}
    </Shell>
  )

  function content() {
    if (asked.kind !== 'search' || !flows) return <FlowTable flows={flows ?? null} />
    return (
      <Suspense>
        <HuntView key={text} flows={hunted} wanted={asked.wanted} />
      </Suspense>
    )
  }
}
