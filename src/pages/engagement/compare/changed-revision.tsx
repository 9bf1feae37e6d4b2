import { useQuery } from '@tanstack/react-query'
import { GitCompareArrows } from 'lucide-react'
import { Suspense, useState } from 'react'

import type { FlowSid } from '#contract/sid.ts'
import { flowDefinitionQuery } from '#queries/flow-definition.ts'
import { Button } from '#ui/controls/button.tsx'
import { lazyChunk } from '#ui/lazy/lazy-chunk.ts'

import { flowVersion } from '#pages/engagement/shared/use-flow-definition.ts'
import { RevisionText } from '#pages/engagement/flow/revision-text.tsx'
import type { ComparedRun } from './decisive-step.tsx'

const RevisionDialog = lazyChunk(
  async () => (await import('#pages/engagement/flow/revision-dialog.tsx')).RevisionDialog,
)

type ChangedRevisionProps = { flowSid: FlowSid; runs: readonly [ComparedRun, ComparedRun] }

/** The revisions of the flow that two runs followed, where these are known and differ. */
export function ChangedRevision({ flowSid, runs }: ChangedRevisionProps) {
  const [isOpen, setIsOpen] = useState(false)
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
      <Button
        size="sm"
        variant="quiet"
        aria-haspopup="dialog"
        icon={<GitCompareArrows aria-hidden size={14} />}
        onClick={() => setIsOpen(true)}
      >
        Compare revisions
      </Button>
      <Suspense>
        {isOpen && (
          <RevisionDialog
            flowSid={flowSid}
            revision={version}
            other={other}
            onClose={() => setIsOpen(false)}
          />
        )}
      </Suspense>
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
