import { useQuery } from '@tanstack/react-query'
import { Printer } from 'lucide'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { createPortal } from 'react-dom'

import { normalizeError } from '#contract/problem.ts'
import { flowOf, type RunList } from '#contract/run-source.ts'
import type { EngagementSid } from '#contract/sid.ts'
import { flowQuery } from '#queries/flow.ts'
import { Icon } from '#ui/icon.tsx'
import { Button } from '#ui/controls/button.tsx'
import { Dialog } from '#ui/floating/dialog.tsx'
import { noMask, useTextMask } from '#ui/text/text-mask.ts'

import { ProblemView } from '#pages/shared/problem-view.tsx'
import { useEngagementData } from '#pages/engagement/shared/use-engagement-data.ts'
import { useStoryData } from '#pages/engagement/story/use-story-data.ts'
import { PrintedRun } from './printed-run.tsx'
import './print.css'

type PrintDialogProps = { runList: RunList; engagementSid: EngagementSid; onClose: () => void }

/** Prints one run with the text of all its tabs, as soon as it has loaded. */
export function PrintDialog({ runList, engagementSid, onClose }: PrintDialogProps) {
  const run = useEngagementData(runList, engagementSid)
  const story = useStoryData(runList, engagementSid, run)
  const flow = useQuery(flowQuery(flowOf(runList)))
  const [nowMs] = useState(() => Date.now())
  const isMasked = useTextMask() !== noMask
  const { engagement, request, context } = run
  const problem =
    request.problem ?? context.problem ?? story.problem ?? (flow.error && normalizeError(flow.error))
  const loaded =
    engagement !== null && !context.isFromList && story.data !== null && flow.data !== undefined
      ? { engagement, story: story.data, flowName: flow.data.friendly_name }
      : null
  const isReady = loaded !== null

  const print = useEffectEvent(() => window.print())
  const hasPrinted = useRef(false)
  useEffect(() => {
    if (!isReady || hasPrinted.current) return
    hasPrinted.current = true
    // After the page has been laid out.
    requestAnimationFrame(() => print())
  }, [isReady])

  const close = useEffectEvent(onClose)
  useEffect(() => {
    const onAfterPrint = () => close()
    window.addEventListener('afterprint', onAfterPrint)
    return () => window.removeEventListener('afterprint', onAfterPrint)
  }, [])

  function retry() {
    for (const failed of [request, context, story]) if (failed.problem) failed.retry()
    if (flow.error) void flow.refetch()
  }

  return (
    <Dialog title="Print run" onClose={onClose} className="w-120">
      <p>
        The run’s details, story, steps, conversation and context, on light pages
        {isMasked ? ', with personal data masked.' : '.'}
      </p>
      {!isMasked && (
        <p className="pt-1 text-xs text-warn">
          The pages will hold personal data, readable by everyone who gets them.
        </p>
      )}
      <div className="min-h-8 py-3">
        {problem && <ProblemView problem={problem} title="The run couldn’t be loaded" onRetry={retry} />}
        {!problem && !isReady && (
          <p role="status" className="text-muted">
            Loading the run…
          </p>
        )}
      </div>
      <form method="dialog" className="flex justify-end gap-2">
        <Button type="submit">Cancel</Button>
        <Button
          variant="primary"
          icon={<Icon icon={Printer} size={14} />}
          disabled={!isReady}
          onClick={() => window.print()}
        >
          Print
        </Button>
      </form>
      {loaded &&
        createPortal(
          <PrintedRun
            runList={runList}
            engagementSid={engagementSid}
            {...loaded}
            context={context.data}
            nowMs={nowMs}
          />,
          document.body,
        )}
    </Dialog>
  )
}
