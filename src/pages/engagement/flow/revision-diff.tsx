import { useQuery } from '@tanstack/react-query'

import { normalizeError } from '#contract/problem.ts'
import type { FlowSid } from '#contract/sid.ts'
import { JsonTextError } from '#json/parse/json-text-error.ts'
import { contextDiffQuery } from '#queries/context.ts'
import { comparableRevisionQuery } from '#queries/revisions.ts'
import { DiffView } from '#viewer/diff/diff-view.tsx'

import { ProblemView } from '#pages/shared/problem-view.tsx'
import { TabSkeleton } from '#pages/engagement/shared/tab-skeleton.tsx'

type RevisionDiffProps = { flowSid: FlowSid; from: number; to: number }

/** The differences between the definitions of two revisions, widget by widget. */
export function RevisionDiff({ flowSid, from, to }: RevisionDiffProps) {
  const left = useQuery(comparableRevisionQuery(flowSid, from))
  const right = useQuery(comparableRevisionQuery(flowSid, to))
  const { data: diff } = useQuery(contextDiffQuery(left.data ?? null, right.data ?? null))
  const failed = [left, right].find(({ error }) => error !== null)
  if (failed?.error) {
    return (
      <ProblemView
        problem={normalizeError(failed.error)}
        title={`Revision ${failed === left ? from : to} couldn’t be loaded`}
        onRetry={() => void failed.refetch()}
        variant="page"
      />
    )
  }
  if (left.data === null || right.data === null)
    return (
      <p className="px-5 py-4 text-muted">
        Twilio sent no definition of revision {left.data === null ? from : to}.
      </p>
    )
  if (diff === undefined) return <TabSkeleton label="Comparing the revisions" />
  if (diff instanceof JsonTextError)
    return <p className="px-5 py-4 text-muted">These revisions can’t be compared. {diff.message}</p>
  return (
    <DiffView diff={diff} label="Differences of the revisions" sides={[`Revision ${from}`, `Revision ${to}`]}>
      <span className="text-muted">Places on the canvas are left out.</span>
    </DiffView>
  )
}
