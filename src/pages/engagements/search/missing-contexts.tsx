import { Download, Pause } from 'lucide-react'

import type { RunList } from '#contract/run-source.ts'
import { pluralize, formatCount } from '#format/count.ts'
import type { ListQuery } from '#search/query/list-query.ts'
import { Button } from '#ui/controls/button.tsx'
import { ProgressBar } from '#ui/controls/progress-bar.tsx'
import { Banner } from '#ui/feedback/banner.tsx'

import { ProblemView } from '#pages/shared/problem-view.tsx'
import { describeMissingContexts, describeLoadedContexts } from './search-text.ts'
import { useLoadContexts } from './use-load-contexts.ts'

type MissingContextsProps = {
  runList: RunList
  query: ListQuery
  /** Number of engagements whose context is not loaded. */
  missingCount: number
}

/** Says that contexts are missing from the search, and offers to load them; the button names the number of requests. */
export function MissingContexts({ runList, query, missingCount }: MissingContextsProps) {
  const { loading, load, pause } = useLoadContexts(runList)
  const start = () => load(query, missingCount)
  if (loading.state === 'loading') {
    const loaded = Math.max(0, loading.total - missingCount)
    return (
      <Banner
        tone="info"
        title={
          <span className="flex flex-wrap items-center gap-x-3 tabular-nums">
            {`Loaded ${formatCount(loaded)} of ${pluralize(loading.total, 'context')}`}
            <ProgressBar label="Loading contexts" value={loaded} max={loading.total} />
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
  if (missingCount === 0) return null
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
    <Banner
      tone="info"
      title={describeMissingContexts(missingCount)}
      actions={
        <Button size="sm" icon={<Download aria-hidden size={12} />} onClick={start}>
          {`Load ${missingCount === 1 ? 'context' : 'contexts'} (${pluralize(missingCount, 'request')})`}
        </Button>
      }
    >
      {loading.state === 'done' ? (describeLoadedContexts(loading) ?? undefined) : undefined}
    </Banner>
  )
}
