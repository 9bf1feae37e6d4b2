import { useQuery } from '@tanstack/react-query'

import type { FlowSid } from '#contract/sid.ts'
import { flowDefinitionQuery } from '#queries/flow-definition.ts'

import { flowVersion } from '#pages/engagement/shared/use-flow-definition.ts'
import { CompareRevisionsButton } from '#pages/engagement/flow/compare-revisions-button.tsx'
import { RevisionText } from '#pages/engagement/flow/revision-text.tsx'
import type { ComparedRun } from './decisive-step.tsx'

type ChangedRevisionProps = { flowSid: FlowSid; runs: readonly [ComparedRun, ComparedRun] }

/** The revisions of the flow that two runs followed, where these are known and differ. */
export function ChangedRevision({ flowSid, runs }: ChangedRevisionProps) {
  const [version, other] = [flowVersion(runs[0].run.engagement), flowVersion(runs[1].run.engagement)]
  if (version === null || other === null || version === other) return null
  return (
    <section
      aria-label="Changed flow"
      className="flex shrink-0 flex-wrap items-start gap-x-2 border-b border-line bg-warn-soft py-1.5 pr-3 pl-5 text-xs"
    >
      <div className="min-w-40 flex-1">
        <p className="font-medium">The flow was changed between these runs.</p>
        <p>
          This run: <Revision flowSid={flowSid} version={version} />
        </p>
        <p>
          The other: <Revision flowSid={flowSid} version={other} />
        </p>
      </div>
      <CompareRevisionsButton flowSid={flowSid} revision={version} other={other} />
    </section>
  )
}

/** A revision's number at once, and the rest as soon as it has loaded. */
function Revision({ flowSid, version }: { flowSid: FlowSid; version: number }) {
  const { data } = useQuery(flowDefinitionQuery(flowSid, version))
  return (
    <>
      revision {version}
      {data && <RevisionText {...data} />}
    </>
  )
}
