import { Download, Pause } from 'lucide'
import { useEffect, type ReactNode } from 'react'

import type { RunList } from '#contract/run-source.ts'
import { pluralize, formatCount } from '#format/count.ts'
import type { ListQuery } from '#search/query/list-query.ts'
import { Icon } from '#ui/icon.tsx'
import { Button } from '#ui/controls/button.tsx'
import { ProgressBar } from '#ui/controls/progress-bar.tsx'
import { Banner } from '#ui/feedback/banner.tsx'

import { describeLoadOutcomes, maxStepsRequests } from '#pages/engagements/outcomes/outcome-text.ts'
import { ProblemView } from '#pages/shared/problem-view.tsx'
import {
  describeLoadedContexts,
  describeLoadedSteps,
  describeMissingContexts,
  describeMissingSteps,
} from './search-text.ts'
import { useLoadMissing, type MissingKind } from './use-load-missing.ts'

type MissingDataProps = {
  kind: MissingKind | 'outcomes'
  runList: RunList
  query: ListQuery
  /** Number of engagements whose context is not loaded, or whose steps are not. */
  missingCount: number
  /** Starts to load when this is another object. */
  request?: object | null
  title?: string
  children?: ReactNode
  /** More buttons. */
  actions?: ReactNode
}

const stepsTexts = {
  progressLabel: 'Loading steps',
  loaded: (loaded: number, total: number) =>
    `Loaded the steps of ${formatCount(loaded)} of ${pluralize(total, 'run')}`,
  stopped: 'Loading steps stopped before the end',
  load: (count: number) => `Load steps (${pluralize(Math.min(count, maxStepsRequests), 'request')})`,
  done: describeLoadedSteps,
}

const texts = {
  contexts: {
    progressLabel: 'Loading contexts',
    loaded: (loaded: number, total: number) =>
      `Loaded ${formatCount(loaded)} of ${pluralize(total, 'context')}`,
    stopped: 'Loading contexts stopped before the end',
    missing: describeMissingContexts,
    load: (count: number) => `Load ${count === 1 ? 'context' : 'contexts'} (${pluralize(count, 'request')})`,
    done: describeLoadedContexts,
  },
  steps: { ...stepsTexts, missing: describeMissingSteps },
  exits: {
    ...stepsTexts,
    missing: (count: number) =>
      `The steps of ${pluralize(count, 'run')} aren’t loaded, so their exits aren’t counted.`,
  },
  outcomes: {
    progressLabel: 'Loading outcomes',
    loaded: (loaded: number, total: number) =>
      `Loaded the outcomes of ${formatCount(loaded)} of ${pluralize(total, 'run')}`,
    stopped: 'Loading outcomes stopped before the end',
    missing: () => '',
    load: describeLoadOutcomes,
    done: describeLoadedSteps,
  },
} as const

/** Says what is missing from the search, and offers to load it; the button names the number of requests. */
export function MissingData(props: MissingDataProps) {
  const { kind, runList, query, missingCount, request = null, title, children, actions } = props
  const { loading, load, pause } = useLoadMissing(kind === 'outcomes' ? 'steps' : kind, runList)
  const text = texts[kind]
  const total = kind === 'contexts' ? missingCount : Math.min(missingCount, maxStepsRequests)
  const start = () => load(query, total)
  useEffect(() => {
    if (request !== null) start()
    // oxlint-disable-next-line react/exhaustive-deps -- a request starts it once
  }, [request])
  if (loading.state === 'loading') {
    const loaded = loading.answered ?? Math.max(0, loading.total - missingCount)
    return (
      <Banner
        tone="info"
        title={
          <span className="flex flex-wrap items-center gap-x-3 tabular-nums">
            {text.loaded(loaded, loading.total)}
            <ProgressBar label={text.progressLabel} value={loaded} max={loading.total} />
          </span>
        }
        actions={
          <Button size="sm" icon={<Icon icon={Pause} size={12} />} onClick={pause}>
            Pause loading
          </Button>
        }
      />
    )
  }
  if (missingCount === 0) return null
  if (loading.state === 'failed') {
    return <ProblemView problem={loading.problem} title={text.stopped} onRetry={start} />
  }
  return (
    <Banner
      tone="info"
      title={title ?? text.missing(missingCount)}
      actions={
        <>
          <Button size="sm" icon={<Icon icon={Download} size={12} />} onClick={start}>
            {text.load(missingCount)}
          </Button>
          {actions}
        </>
      }
    >
      {(loading.state === 'done' ? text.done(loading) : null) ?? children}
    </Banner>
  )
}
