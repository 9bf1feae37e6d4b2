import { useQuery } from '@tanstack/react-query'
import { Suspense, useState } from 'react'
import { Outlet, useNavigate } from 'react-router'

import { paths } from '#urls/urls.ts'
import { flowOf, type RunList } from '#contract/run-source.ts'
import type { EngagementSid } from '#contract/sid.ts'
import { engagementQuery } from '#queries/engagement.ts'
import { flowQuery } from '#queries/flow.ts'
import { emptyQuery } from '#search/query/list-query.ts'
import { gridHeaderHeight } from '#table/data-grid.tsx'
import { lazyChunk } from '#ui/lazy/lazy-chunk.ts'
import { useTextMask } from '#ui/text/text-mask.ts'

import { densityPref, rowHeights } from '#pages/prefs/ui-prefs.ts'
import { usePref } from '#pages/prefs/pref.ts'
import type { PanelOutletContext } from '#pages/shared/panel-outlet-context.ts'
import { LinkNotices } from '#pages/shared/link-notices.tsx'
import { useSidParam } from '#pages/shared/use-url-state.ts'
import { Shell } from '#pages/shell/shell.tsx'
import { useRefreshShortcut } from '#pages/shell/use-refresh-shortcut.ts'
import { isEveryRunCompared, isListRead } from '#pages/engagements/rows/list-end.ts'
import { selectActiveRows } from '#pages/engagements/rows/select-active-rows.ts'
import { openedUrlState, type ListedEngagement } from '#pages/engagements/columns/default-columns.tsx'
import { FlowBreadcrumb } from './flow-breadcrumb.tsx'
import { EngagementGrid } from './grid/engagement-grid.tsx'
import { matchLineHeight } from '#pages/engagements/columns/match-column.tsx'
import { useColumns } from '#pages/engagements/columns/use-columns.ts'
import { HistogramSection, useHistogramCollapsed } from '#pages/engagements/histogram/histogram-section.tsx'
import { ListHeader } from './list-header.tsx'
import { ListNotices } from './list-notices.tsx'
import { ListPlaceholder } from './list-placeholder.tsx'
import { isEverythingSearched } from '#pages/engagements/search/is-everything-searched.ts'
import { useNewItems } from '#pages/engagements/loading/use-new-items.ts'
import { useFocusOnPanelClose } from './use-focus-on-panel-close.ts'
import { useListQuery } from './use-list-query.ts'
import { filterToAsk, useFilteredLoader } from '#pages/engagements/loading/use-filtered-loader.ts'
import { useLoader } from '#pages/engagements/loading/use-loader.ts'
import { useScrollIntoView } from '#pages/engagements/rows/use-scroll-into-view.ts'
import { useRowWindow } from '#pages/engagements/rows/use-row-window.ts'
import { SourceSwitch } from './source-switch.tsx'

const UnknownFlow = lazyChunk(async () => (await import('./unknown-flow.tsx')).UnknownFlow)

export function EngagementList({ runList }: { runList: RunList }) {
  const navigate = useNavigate()
  const { text: openSidText, sid: openSid } = useSidParam('engagementSid', 'FN')
  const { urlState, query, setUrlState, changeQuery } = useListQuery(runList, openSid)
  const columns = useColumns({ runList, urlState, setUrlState })
  const rowHeight = rowHeights[usePref(densityPref)]
  const isOpen = openSidText !== ''
  const [isHistogramCollapsed, setHistogramCollapsed] = useHistogramCollapsed(isOpen)
  const flowSid = flowOf(runList)
  const flow = useQuery(flowQuery(flowSid))

  // Opened by a link to one engagement: fetch that first, since the link is about it, not about the list.
  const [linkedSid] = useState(openSid)
  const linkedQuery = useQuery(engagementQuery(runList, linkedSid))
  const filter = filterToAsk(runList, query)
  const listLoader = useLoader(runList, linkedSid === null || !linkedQuery.isPending, filter !== null)
  const loader = useFilteredLoader(runList, filter, listLoader)
  const {
    rowWindow,
    isOutdated,
    latest,
    view: virtualWindow,
    cursor,
    setCursor,
    newRowsAbove,
    goToTop,
  } = useRowWindow({
    runList,
    query,
    epoch: loader.epoch,
    rowHeight: (hasMatches, width) => rowHeight + (hasMatches ? matchLineHeight(width) : 0),
    headerHeight: gridHeaderHeight,
  })

  const newItems = useNewItems({
    runList,
    loader: listLoader,
    selectActive: (round) => {
      const { first, size } = virtualWindow
      const from = rowWindow?.from ?? 0
      return selectActiveRows(
        rowWindow?.rows.slice(Math.max(0, first - from), first - from + size) ?? [],
        round,
      )
    },
  })

  useRefreshShortcut(newItems.merge)
  const lastPage = loader.pages.at(-1)
  const isWholeList = isListRead(listLoader, rowWindow)
  const { filtered } = loader
  const isComplete = filtered
    ? filtered.isComplete && rowWindow !== null && rowWindow.version >= filtered.version
    : isWholeList
  const hasTotals = isComplete && latest !== null && isEveryRunCompared(latest)

  const mask = useTextMask()
  function openEngagement(row: ListedEngagement) {
    if (row.sid) void navigate(paths.engagement(runList, row.sid, openedUrlState(urlState, row, mask)))
  }

  const scrollToCursor = useScrollIntoView(virtualWindow, cursor?.row ?? null)

  function selectEngagement(sid: EngagementSid, index: number) {
    // Prefer its position among the loaded rows: `index` may belong to a newer version.
    const loadedIndex = rowWindow?.rows.findIndex((row) => row.sid === sid) ?? -1
    setCursor({ row: rowWindow && loadedIndex >= 0 ? rowWindow.from + loadedIndex : index, column: null })
    scrollToCursor()
  }

  function goToFirstRow() {
    setCursor({ row: 0, column: null })
    virtualWindow.scrollTo(0)
    virtualWindow.scroller?.focus({ preventScroll: true })
  }

  function close() {
    void navigate(paths.engagements(runList, urlState))
  }

  useFocusOnPanelClose(isOpen, virtualWindow.scroller)

  const isUnknownFlow = loader.problem?.kind === 'not-found' && loader.pages.length === 0
  if (isUnknownFlow) {
    return (
      <Suspense>
        <UnknownFlow flowSid={flowSid} />
      </Suspense>
    )
  }

  const flowName = flow.data?.friendly_name ?? flowSid
  return (
    <Shell
      title={openSid === null ? flowName : `${openSid} · ${flowName}`}
      breadcrumb={
        <>
          <FlowBreadcrumb flowSid={flowSid} flow={flow.data ?? null} />
          <SourceSwitch runList={runList} className="max-lg:hidden" />
        </>
      }
    >
      <LinkNotices page="engagements" />
      <div className="flex min-h-0 flex-1">
        <div
          className={`flex min-w-0 flex-1 flex-col overflow-x-hidden overflow-y-auto ${isOpen ? 'max-lg:hidden' : ''}`}
        >
          <ListHeader
            runList={runList}
            query={query}
            onQueryChange={changeQuery}
            latest={latest}
            loader={loader}
            isComplete={isComplete && latest !== null && isEverythingSearched(latest)}
            newItems={newItems}
            onGoToResults={isOutdated || rowWindow === null || rowWindow.total === 0 ? null : goToFirstRow}
            onClosePanel={isOpen ? close : null}
            newRowsAbove={newRowsAbove}
            onFocusList={() => virtualWindow.scroller?.focus({ preventScroll: true })}
            onGoToTop={goToTop}
            isHistogramCollapsed={isHistogramCollapsed}
            onHistogramCollapse={setHistogramCollapsed}
          />
          {!isHistogramCollapsed && (
            <HistogramSection
              hasRows={rowWindow !== null}
              runList={runList}
              query={query}
              lastPage={lastPage ?? null}
              filtered={filtered}
              isCompared={latest === null || isEveryRunCompared(latest)}
              onRange={changeQuery}
            />
          )}
          <ListNotices
            runList={runList}
            query={query}
            latest={latest}
            hasTotals={hasTotals}
            onQueryChange={changeQuery}
            loader={loader}
            newItems={newItems}
          />
          <EngagementGrid
            runList={runList}
            query={query}
            rowWindow={rowWindow}
            virtualWindow={virtualWindow}
            cursor={cursor}
            onCursor={setCursor}
            columns={columns}
            loader={loader}
            isComplete={isComplete}
            hasTotals={hasTotals}
            isBusy={
              loader.state === 'starting' ||
              (rowWindow === null && loader.pages.length > 0) ||
              isOutdated ||
              rowWindow?.search?.state === 'running'
            }
            isOutdated={isOutdated}
            isOpen={({ sid }) => sid !== null && sid === openSid}
            onOpen={openEngagement}
            onQueryChange={changeQuery}
          >
            <ListPlaceholder
              loader={loader}
              rowWindow={rowWindow}
              onShowAll={() => changeQuery(emptyQuery)}
            />
          </EngagementGrid>
        </div>
        <Outlet
          context={
            {
              close,
              selectEngagement,
              query,
              isComplete: hasTotals,
              isListRead: isWholeList,
              nowMs: rowWindow?.nowMs ?? null,
              columnPaths: columns.paths,
              addColumn: columns.add,
            } satisfies PanelOutletContext
          }
        />
      </div>
    </Shell>
  )
}
