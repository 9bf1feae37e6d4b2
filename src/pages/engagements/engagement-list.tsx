import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, useId, useRef, useState } from 'react'
import { Outlet, useNavigate } from 'react-router'

import { paths } from '#address/address.ts'
import type { EngagementSid, FlowSid } from '#contract/sid.ts'
import { engagementQuery } from '#queries/engagement.ts'
import { flowQuery } from '#queries/flows.ts'
import { everything, isFiltered, type Question } from '#search/question.ts'
import { gridHeaderHeight } from '#table/data-grid.tsx'

import { densityPref, rowHeights } from '#pages/prefs/density.ts'
import { usePref } from '#pages/prefs/pref.ts'
import { useSidParam } from '#pages/shared/use-view.ts'
import { Shell } from '#pages/shell/shell.tsx'
import { activeRows } from './active-rows.ts'
import type { ListedEngagement } from './columns.tsx'
import { FilterBar } from './filter-bar.tsx'
import { FlowTrail } from './flow-trail.tsx'
import { EngagementGrid } from './grid/engagement-grid.tsx'
import { useColumns } from './grid/use-columns.ts'
import { HistogramStrip } from './histogram/strip.tsx'
import { useFolded } from './histogram/use-folded.ts'
import { HeadProblem } from './head-problem.tsx'
import { ListState } from './list-state.tsx'
import { ReadingBar, ReadingProgress } from './reading-bar.tsx'
import { ReadingProblem } from './reading-problem.tsx'
import { useHead } from './use-head.ts'
import { useQuestion } from './use-question.ts'
import { useReading } from './use-reading.ts'
import { useReveal } from './use-reveal.ts'
import { useRows } from './use-rows.ts'

// Comes with the first new engagement.
const HeadPill = lazy(async () => ({ default: (await import('./head-pill.tsx')).HeadPill }))

// Come with the first search.
const SearchLine = lazy(async () => ({ default: (await import('./search/search-line.tsx')).SearchLine }))
const EmptyContexts = lazy(async () => ({
  default: (await import('./search/empty-contexts.tsx')).EmptyContexts,
}))

// Most links lead to a flow that is there.
const UnknownFlow = lazy(async () => ({ default: (await import('./unknown-flow.tsx')).UnknownFlow }))

/** What the panel beside the list is given. */
export type PanelContext = {
  close: () => void
  /** Has the list go along to another run. @param at how many of the list's rows stand before it */
  follow: (sid: EngagementSid, at: number) => void
  /** What the list asks: its filters and its order. */
  question: Question
  /** The JSONPaths among the list's columns. */
  columnPaths: readonly string[]
  addColumn: (path: string) => void
}

export function EngagementList({ flowSid }: { flowSid: FlowSid }) {
  const navigate = useNavigate()
  const { text: openText, sid: openSid } = useSidParam('engagementSid', 'FN')
  const { view, question, show, ask } = useQuestion(flowSid, openSid)
  const columns = useColumns({ flowSid, view, show })
  const rowHeight = rowHeights[usePref(densityPref)]
  const [folded, setFolded] = useFolded()
  const readingId = useId()
  const flow = useQuery(flowQuery(flowSid))

  // Opened by a link to one engagement, that one is asked for first: whoever sent the link meant it, not the list.
  const [linked] = useState(openSid)
  const linkedQuery = useQuery(engagementQuery(flowSid, linked))
  const reading = useReading(flowSid, linked === null || !linkedQuery.isPending)
  const {
    chunk,
    view: rowsInView,
    cursor,
    setCursor,
    above,
  } = useRows({
    flowSid,
    question,
    epoch: reading.epoch,
    rowHeight,
    headerHeight: gridHeaderHeight,
  })

  const head = useHead({
    flowSid,
    reading,
    activeOnes: (turn) => {
      const { first, size } = rowsInView
      const from = chunk?.from ?? 0
      return activeRows(chunk?.rows.slice(Math.max(0, first - from), first - from + size) ?? [], turn)
    },
  })

  // The rows at hand may be a page behind the reading; their counts are totals only once they have caught up.
  const last = reading.pages.at(-1)
  const complete = reading.state === 'ended' && chunk !== null && chunk.read >= (last?.read ?? 0)

  function open({ sid }: ListedEngagement) {
    if (sid) void navigate(paths.engagement(flowSid, sid, view))
  }

  const reveal = useReveal(rowsInView, cursor?.row ?? null)

  function follow(sid: EngagementSid, at: number) {
    // Where it stands among the rows at hand, if it does: the count of those before it may be newer than they are.
    const here = chunk?.rows.findIndex((row) => row.sid === sid) ?? -1
    setCursor({ row: chunk && here >= 0 ? chunk.from + here : at, column: null })
    reveal()
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
  if (unknown) {
    return (
      <Suspense>
        <UnknownFlow flowSid={flowSid} />
      </Suspense>
    )
  }

  return (
    <Shell
      title={flow.data?.friendly_name ?? flowSid}
      trail={<FlowTrail flowSid={flowSid} flow={flow.data ?? null} />}
    >
      <div className="flex min-h-0 flex-1">
        <div className={`flex min-w-0 flex-1 flex-col ${isOpen ? 'max-lg:hidden' : ''}`}>
          <div className="relative flex flex-col border-b border-line bg-canvas px-5 pt-1.5 pb-1 max-sm:px-3">
            <FilterBar
              question={question}
              onAsk={ask}
              counts={chunk?.counts ?? null}
              complete={complete}
              folded={folded}
              onFold={setFolded}
              readingId={readingId}
            />
            <ReadingBar
              reading={reading}
              read={chunk?.read ?? 0}
              matches={chunk && isFiltered(chunk.question) ? chunk.total : null}
              head={head}
            />
            {question.text !== '' && (
              <Suspense fallback={<div className="h-7" />}>
                <SearchLine
                  flowSid={flowSid}
                  question={question}
                  found={chunk?.question.text === question.text ? chunk : null}
                  readingId={readingId}
                />
              </Suspense>
            )}
            <ReadingProgress state={reading.state} />
          </div>
          {!folded && (
            <HistogramStrip flowSid={flowSid} question={question} last={last ?? null} onRange={ask} />
          )}
          {reading.problem && reading.pages.length > 0 && (
            <ReadingProblem reading={reading} problem={reading.problem} />
          )}
          <HeadProblem head={head} />
          {chunk?.search && (
            <Suspense>
              <EmptyContexts flowSid={flowSid} question={question} empty={chunk.search.empty} />
            </Suspense>
          )}
          <EngagementGrid
            flowSid={flowSid}
            question={question}
            chunk={chunk}
            view={rowsInView}
            cursor={cursor}
            onCursor={setCursor}
            columns={columns}
            reading={reading}
            complete={complete}
            busy={
              reading.state === 'starting' ||
              (chunk === null && reading.pages.length > 0) ||
              chunk?.search?.state === 'running'
            }
            isOpen={({ sid }) => sid !== null && sid === openSid}
            onOpen={open}
            onAsk={ask}
          >
            <ListState reading={reading} chunk={chunk} onShowAll={() => ask(everything)} />
            {(head.news.fresh > 0 || above > 0) && (
              <Suspense>
                <HeadPill head={head} view={rowsInView} order={question.order} above={above} />
              </Suspense>
            )}
          </EngagementGrid>
        </div>
        <Outlet
          context={
            {
              close,
              follow,
              question,
              columnPaths: columns.paths,
              addColumn: columns.add,
            } satisfies PanelContext
          }
        />
      </div>
    </Shell>
  )
}
