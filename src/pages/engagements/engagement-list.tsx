import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState } from 'react'
import { Outlet, useNavigate } from 'react-router'

import { paths } from '#address/address.ts'
import type { FlowSid } from '#contract/sid.ts'
import { engagementQuery } from '#queries/engagement.ts'
import { flowQuery } from '#queries/flows.ts'
import { everything, isFiltered } from '#search/question.ts'
import { DataGrid, gridHeaderHeight } from '#table/data-grid.tsx'

import { useSidParam } from '#pages/shared/use-view.ts'
import { Shell } from '#pages/shell/shell.tsx'
import { columns, type ListedEngagement } from './columns.tsx'
import { FlowTrail } from './flow-trail.tsx'
import { ListState } from './list-state.tsx'
import { ReadingBar, ReadingProgress } from './reading-bar.tsx'
import { ReadingProblem } from './reading-problem.tsx'
import { StatusFilter } from './status-filter.tsx'
import { UnknownFlow } from './unknown-flow.tsx'
import { useQuestion } from './use-question.ts'
import { useReading } from './use-reading.ts'
import { useRows } from './use-rows.ts'

const rowHeight = 32

/** What the panel beside the list is given. */
export type PanelContext = { close: () => void }

export function EngagementList({ flowSid }: { flowSid: FlowSid }) {
  const navigate = useNavigate()
  const { text: openText, sid: openSid } = useSidParam('engagementSid', 'FN')
  const { view, question, ask } = useQuestion(flowSid, openSid)
  const flow = useQuery(flowQuery(flowSid))

  // Opened by a link to one engagement, that one is asked for first: whoever sent the link meant it, not the list.
  const [linked] = useState(openSid)
  const linkedQuery = useQuery(engagementQuery(flowSid, linked))
  const reading = useReading(flowSid, linked === null || !linkedQuery.isPending)
  const { chunk, view: rowsInView } = useRows({
    flowSid,
    question,
    rowHeight,
    headerHeight: gridHeaderHeight,
  })

  const listed = useMemo(
    () => ({ from: chunk?.from ?? 0, rows: (chunk?.rows ?? []).map((row) => ({ ...row, flowSid })) }),
    [chunk, flowSid],
  )
  // The rows at hand may be a page behind the reading; their counts are totals only once they have caught up.
  const complete = reading.state === 'ended' && chunk?.read === reading.pages.at(-1)?.read

  function open({ sid }: ListedEngagement) {
    if (sid) void navigate(paths.engagement(flowSid, sid, view))
  }

  function close() {
    void navigate(paths.engagements(flowSid, view))
  }

  // The panel took the focus with it when it closed, by whatever way: the list it stood beside has it now.
  const { scroller } = rowsInView
  const isOpen = openText !== ''
  const wasOpen = useRef(isOpen)
  useEffect(() => {
    if (wasOpen.current && !isOpen && document.activeElement === document.body) {
      scroller?.focus({ preventScroll: true })
    }
    wasOpen.current = isOpen
  }, [isOpen, scroller])

  const unknown = reading.problem?.kind === 'not-found' && reading.pages.length === 0
  if (unknown) return <UnknownFlow flowSid={flowSid} />

  return (
    <Shell
      title={flow.data?.friendly_name ?? flowSid}
      trail={<FlowTrail flowSid={flowSid} flow={flow.data ?? null} />}
    >
      <div className="flex min-h-0 flex-1">
        <div className={`flex min-w-0 flex-1 flex-col ${isOpen ? 'max-lg:hidden' : ''}`}>
          <div className="relative flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line bg-canvas px-5 py-1.5">
            <StatusFilter
              status={question.status}
              counts={chunk?.counts ?? null}
              complete={complete}
              onChange={(status) => ask({ status })}
            />
            <ReadingBar
              reading={reading}
              matches={chunk && isFiltered(chunk.question) ? chunk.total : null}
            />
            <ReadingProgress state={reading.state} />
          </div>
          {reading.problem && reading.pages.length > 0 && (
            <ReadingProblem reading={reading} problem={reading.problem} />
          )}
          <div className="relative flex min-h-0 flex-1 flex-col">
            <DataGrid
              label="Engagements"
              columns={columns}
              view={rowsInView}
              rowHeight={rowHeight}
              chunk={listed}
              rowCount={complete ? (chunk?.total ?? 0) : -1}
              busy={reading.state === 'starting' || (chunk === null && reading.pages.length > 0)}
              isOpen={({ sid }) => sid !== null && sid === openSid}
              onOpen={open}
            />
            <ListState reading={reading} chunk={chunk} onShowAll={() => ask(everything)} />
          </div>
        </div>
        <Outlet context={{ close } satisfies PanelContext} />
      </div>
    </Shell>
  )
}
