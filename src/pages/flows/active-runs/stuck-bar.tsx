import { useQueryClient } from '@tanstack/react-query'
import { Download, Pause } from 'lucide'
import { useEffect, useRef, useState } from 'react'

import { isOutcomeIncomplete } from '#contract/outcome.ts'
import { normalizeError, type Problem } from '#contract/problem.ts'
import { runListOf } from '#contract/run-source.ts'
import { pluralize } from '#format/count.ts'
import { loadSteps } from '#pages/engagements/outcomes/load-missing-steps.ts'
import { Icon } from '#ui/icon.tsx'
import { Button } from '#ui/controls/button.tsx'
import { ProgressBar } from '#ui/controls/progress-bar.tsx'

import { ProblemView } from '#pages/shared/problem-view.tsx'
import { describeStuckRuns, type ListedRun } from './oldest-runs.ts'

type StuckBarProps = {
  runs: readonly ListedRun[]
  /** Whether there may be more active runs than these. */
  hasMore: boolean
  isStuckOnly: boolean
  onStuckOnly: (isStuckOnly: boolean) => void
}

type Loading = { total: number; answered: number } | { problem: Problem } | null

/** How many of the listed runs are stuck, and of how many that is not known: their steps load on request. */
export function StuckBar({ runs, hasMore, isStuckOnly, onStuckOnly }: StuckBarProps) {
  const client = useQueryClient()
  const [loading, setLoading] = useState<Loading>(null)
  const abort = useRef<AbortController | null>(null)
  useEffect(() => () => abort.current?.abort(), [])
  const unknown = runs.flatMap(({ flow, row: { sid, status, updated, outcome } }) =>
    sid !== null && isOutcomeIncomplete(outcome)
      ? [{ runList: runListOf(flow.sid, 'executions'), sid, status, updated }]
      : [],
  )
  if (runs.length === 0) return null

  async function load() {
    const { signal } = (abort.current = new AbortController())
    const onProgress = (answered: number) => signal.aborted || setLoading({ total: unknown.length, answered })
    onProgress(0)
    try {
      await loadSteps(client, unknown, signal, onProgress)
      setLoading(null)
    } catch (thrown) {
      if (!signal.aborted) setLoading({ problem: normalizeError(thrown) })
    }
  }

  return (
    <div className="flex min-h-8 flex-wrap items-center gap-x-3 gap-y-1 pb-2 text-muted">
      <p className="tabular-nums">{describeStuckRuns(runs, hasMore)}</p>
      {loading !== null && 'total' in loading ? (
        <>
          <ProgressBar label="Loading where they wait" value={loading.answered} max={loading.total} />
          <Button
            size="sm"
            icon={<Icon icon={Pause} size={12} />}
            onClick={() => {
              abort.current?.abort()
              setLoading(null)
            }}
          >
            Pause loading
          </Button>
        </>
      ) : (
        unknown.length > 0 && (
          <Button size="sm" icon={<Icon icon={Download} size={12} />} onClick={() => void load()}>
            Load where they wait ({pluralize(unknown.length, 'request')})
          </Button>
        )
      )}
      <Button
        size="sm"
        variant="quiet"
        aria-pressed={isStuckOnly}
        className="aria-pressed:bg-selected aria-pressed:text-accent"
        onClick={() => onStuckOnly(!isStuckOnly)}
      >
        Only stuck
      </Button>
      {loading !== null && 'problem' in loading && (
        <ProblemView
          problem={loading.problem}
          title="Loading where they wait stopped before the end"
          onRetry={() => void load()}
        />
      )}
    </div>
  )
}
