import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { useNavigate, useOutletContext } from 'react-router'

import { isAbort, normalizeError, type Problem } from '#contract/problem.ts'
import type { RunList } from '#contract/run-source.ts'
import type { EngagementSid } from '#contract/sid.ts'
import { formatCount, pluralize } from '#format/count.ts'
import { noPlace, paths } from '#urls/urls.ts'
import { Button } from '#ui/controls/button.tsx'
import { ProgressBar } from '#ui/controls/progress-bar.tsx'
import { Dialog } from '#ui/floating/dialog.tsx'

import type { PanelOutletContext } from '#pages/shared/panel-outlet-context.ts'
import { ProblemView } from '#pages/shared/problem-view.tsx'
import { useUrlState } from '#pages/shared/use-url-state.ts'
import { findLastGoodRun, maxCheckedRuns, type LastGoodRun } from './find-last-good-run.ts'

type LastGoodRunDialogProps = { runList: RunList; engagementSid: EngagementSid; onClose: () => void }

type SearchState =
  | { state: 'searching' }
  | { state: 'failed'; problem: Problem }
  | Exclude<LastGoodRun, { state: 'found' }>

/** Looks for the last good run of the flow, and compares with it once it is found. Closing ends the requests. */
export function LastGoodRunDialog({ runList, engagementSid, onClose }: LastGoodRunDialogProps) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const urlState = useUrlState()
  const [search, setSearch] = useState<SearchState>({ state: 'searching' })
  const [checkedCount, setCheckedCount] = useState(0)
  const checked = useRef(new Set<EngagementSid>())
  const abort = useRef<AbortController | null>(null)

  async function find(): Promise<void> {
    const { signal } = (abort.current = new AbortController())
    try {
      const result = await findLastGoodRun({
        client,
        runList,
        engagementSid,
        checked: checked.current,
        signal,
        onChecked: () => setCheckedCount(checked.current.size),
      })
      if (signal.aborted) return
      if (result.state !== 'found') {
        setSearch(result)
        return
      }
      onClose()
      const compared = { ...urlState, ...noPlace, tab: 'steps' } as const
      void navigate(paths.engagement(runList, engagementSid, { ...compared, compare: result.engagementSid }))
    } catch (thrown) {
      if (!signal.aborted && !isAbort(thrown)) setSearch({ state: 'failed', problem: normalizeError(thrown) })
    }
  }

  function findAgain() {
    setSearch({ state: 'searching' })
    void find()
  }

  const start = useEffectEvent(() => void find())
  useEffect(() => {
    start()
    return () => abort.current?.abort()
  }, [])

  return (
    <Dialog title="Last good run" onClose={onClose} className="w-120">
      <p>
        The newest run of this flow that started before this one, by the same trigger, and completed. The
        steps of up to {maxCheckedRuns} of the runs read are asked for, newest first: one request each.
      </p>
      <div className="flex min-h-16 flex-col justify-center py-3">
        {search.state === 'searching' && (
          <div className="flex flex-wrap items-center gap-3">
            <ProgressBar
              label="Looking for the last good run"
              value={checkedCount % maxCheckedRuns}
              max={maxCheckedRuns}
            />
            <p className="text-muted tabular-nums">{pluralize(checkedCount, 'run')} checked</p>
          </div>
        )}
        {search.state === 'failed' && (
          <ProblemView problem={search.problem} title="The last good run couldn’t be looked for" />
        )}
        {search.state === 'none' && <NotFound {...search} checkedCount={checkedCount} />}
        {search.state === 'unknown trigger' && (
          <p role="status">Twilio sent no start or no steps of this run, so what triggered it isn’t known.</p>
        )}
      </div>
      <form method="dialog" className="flex justify-end gap-2">
        <Button type="submit">{search.state === 'searching' ? 'Cancel' : 'Close'}</Button>
        {search.state === 'failed' && (
          <Button variant="primary" onClick={findAgain}>
            Try again
          </Button>
        )}
        {search.state === 'none' && !search.isExhausted && (
          <Button variant="primary" onClick={findAgain}>
            Check older runs (up to {maxCheckedRuns} requests)
          </Button>
        )}
      </form>
    </Dialog>
  )
}

type NotFoundProps = { loaded: number; isExhausted: boolean; checkedCount: number }

/** What was looked through, so that "none" is not read as "there is none". */
function NotFound({ loaded, isExhausted, checkedCount }: NotFoundProps) {
  const { isListRead } = useOutletContext<PanelOutletContext>()
  const runs = isListRead ? `the flow’s ${pluralize(loaded, 'run')}` : `the ${formatCount(loaded)} runs read`
  const requests = `the steps of ${pluralize(checkedCount, 'run')} were checked`
  return (
    <p role="status">
      {isExhausted
        ? `None among ${runs}: ${requests}.${isListRead ? '' : ' Older runs aren’t loaded yet.'}`
        : `None so far among ${runs}: ${requests}.`}
    </p>
  )
}
