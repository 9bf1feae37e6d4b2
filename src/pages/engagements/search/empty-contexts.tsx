import { Download, Pause } from 'lucide-react'

import type { FlowSid } from '#contract/sid.ts'
import { countOf, formatCount } from '#display/count.ts'
import type { Question } from '#search/question.ts'
import { Button } from '#ui/button.tsx'
import { ProgressBar } from '#ui/progress-bar.tsx'
import { Notice } from '#ui/notice.tsx'

import { ProblemView } from '#pages/shared/problem-view.tsx'
import { describeEmpty, describeLoaded } from './search-words.ts'
import { useLoadContexts } from './use-load-contexts.ts'

type EmptyContextsProps = {
  flowSid: FlowSid
  question: Question
  /** How many engagements came without their context. */
  empty: number
}

/** What a search cannot see, and the offer to go and get it, with its price. */
export function EmptyContexts({ flowSid, question, empty }: EmptyContextsProps) {
  const { loading, load, pause } = useLoadContexts(flowSid)
  const start = () => load(question, empty)
  if (loading.state === 'loading') {
    const loaded = Math.max(0, loading.of - empty)
    return (
      <Notice
        tone="info"
        title={
          <span className="flex flex-wrap items-center gap-x-3 tabular-nums">
            {`Loaded ${formatCount(loaded)} of ${countOf(loading.of, 'context')}`}
            <ProgressBar label="Loading contexts" value={loaded} max={loading.of} />
          </span>
        }
        actions={
          <Button size="sm" icon={<Pause aria-hidden size={12} />} onClick={pause}>
            Pause loading
          </Button>
        }
      />
    )
  }
  if (empty === 0) return null
  if (loading.state === 'failed') {
    return (
      <ProblemView
        problem={loading.problem}
        title="Loading contexts stopped before the end"
        onRetry={start}
      />
    )
  }
  return (
    <Notice
      tone="info"
      title={describeEmpty(empty)}
      actions={
        <Button size="sm" icon={<Download aria-hidden size={12} />} onClick={start}>
          {`Load ${empty === 1 ? 'it' : 'them'}: ${countOf(empty, 'request')}`}
        </Button>
      }
    >
      {loading.state === 'done' ? (describeLoaded(loading) ?? undefined) : undefined}
    </Notice>
  )
}
