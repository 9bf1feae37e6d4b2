import { lazy, Suspense, useMemo, useRef, useState } from 'react'

import type { FlowSid } from '#contract/sid.ts'
import type { RowsInView } from '#engine/protocol.ts'
import { orderKeys, type Order, type Question } from '#search/question.ts'
import { DataGrid, type CellTarget } from '#table/data-grid.tsx'
import type { GridCursor } from '#table/grid-keys.ts'
import { keys } from '#ui/keys.ts'
import { useMessage } from '#ui/use-message.ts'
import type { ScrollWindow } from '#ui/use-window.ts'
import { useVeil } from '#ui/veil.ts'

import type { ListedEngagement } from '#pages/engagements/columns.tsx'
import { densityPref, rowHeights } from '#pages/prefs/density.ts'
import { usePref } from '#pages/prefs/pref.ts'
import { ContactMarks } from '#pages/engagements/search/contact-marks.ts'
import { withMatches } from '#pages/engagements/search/match-column.tsx'
import { useContactMarks } from '#pages/engagements/search/use-contact-marks.ts'
import type { Reading } from '#pages/engagements/use-reading.ts'
import { CellValues } from './cell-values.ts'
import { ListFooter } from './list-footer.tsx'
import type { Columns } from './use-columns.ts'
import { useValues } from './use-values.ts'

const CellMenu = lazy(async () => ({ default: (await import('./cell-menu.tsx')).CellMenu }))

type EngagementGridProps = {
  flowSid: FlowSid
  question: Question
  /** The rows at hand; null before there are any. */
  chunk: (RowsInView & { question: Question }) | null
  view: ScrollWindow
  /** Where the keyboard is: `useRows` has it, since it goes with its row when others come in above. */
  cursor: GridCursor | null
  onCursor: (cursor: GridCursor) => void
  columns: Columns
  reading: Reading
  /** Whether all there is has been read, and the rows at hand are of that. */
  complete: boolean
  busy: boolean
  isOpen: (row: ListedEngagement) => boolean
  onOpen: (row: ListedEngagement) => void
  onAsk: (change: Partial<Question>) => void
  /** What stands over the grid while there is no row in it. */
  children: React.ReactNode
}

const nothing = { from: 0, rows: [] } as const

/** The list itself: rows, the menu of a cell, where the reader is, and how it looks. */
export function EngagementGrid(props: EngagementGridProps) {
  const { flowSid, question, chunk, view, cursor, onCursor, columns, complete, busy } = props
  const { reading, isOpen, onOpen, onAsk, children } = props
  const [menu, setMenu] = useState<CellTarget<ListedEngagement> | null>(null)
  const [message, say] = useMessage()
  const veil = useVeil()
  const goToRow = useRef<HTMLButtonElement>(null)
  const rowHeight = rowHeights[usePref(densityPref)]

  const { from, rows } = chunk ?? nothing
  const listed = useMemo(
    () => ({ from, rows: rows.map((row) => ({ ...row, flowSid })) }),
    [from, rows, flowSid],
  )
  const { first, size } = view
  const inView = useMemo(
    () => listed.rows.slice(Math.max(0, first - listed.from), first - listed.from + size),
    [listed, first, size],
  )
  const valueOf = useValues({ flowSid, rows: inView, paths: columns.paths, version: chunk?.version ?? 0 })

  const looksIntoContexts = (chunk?.search ?? null) !== null
  const shown = useMemo(
    () => (looksIntoContexts ? withMatches(columns.columns) : columns.columns),
    [looksIntoContexts, columns.columns],
  )
  const markOf = useContactMarks(chunk?.question.text ?? '')

  function sort(column: string) {
    const by = orderKeys.find((key) => key === column)
    if (by !== undefined) onAsk({ order: nextOrder(question.order, by) })
  }

  function goTo(row: number) {
    view.scrollTo(row)
    onCursor({ row, column: null })
    view.scroller?.focus({ preventScroll: true })
  }

  async function copy(text: string) {
    try {
      await navigator.clipboard.writeText(veil(text))
      say('Copied')
    } catch {
      // Refused by the browser's permission, or no clipboard off a secure origin.
      say('Not allowed to copy')
    }
  }

  return (
    <>
      <div
        role="presentation"
        className="relative flex min-h-0 flex-1 flex-col"
        onKeyDown={(event) => {
          if (!event.ctrlKey || event.altKey || event.shiftKey || event.key !== keys.goToRow) return
          event.preventDefault()
          goToRow.current?.click()
        }}
      >
        <CellValues value={valueOf}>
          <ContactMarks value={markOf}>
            <DataGrid
              label="Engagements"
              columns={shown}
              view={view}
              rowHeight={rowHeight}
              chunk={listed}
              rowCount={complete ? (chunk?.total ?? 0) : -1}
              busy={busy}
              cursor={cursor}
              onCursor={onCursor}
              order={question.order}
              onSort={sort}
              onResize={columns.resize}
              isOpen={isOpen}
              onOpen={onOpen}
              onMenu={setMenu}
            />
          </ContactMarks>
        </CellValues>
        {children}
      </div>
      <ListFooter
        flowSid={flowSid}
        chunk={chunk}
        reading={reading}
        rows={view}
        complete={complete}
        columns={columns}
        message={message}
        goToRow={goToRow}
        onGo={goTo}
      />
      {menu && (
        <Suspense>
          <CellMenu
            target={menu}
            question={question}
            valueOf={valueOf}
            onAsk={onAsk}
            onCopy={(text) => void copy(text)}
            onClose={() => setMenu(null)}
          />
        </Suspense>
      )}
    </>
  )
}

/** Newest, longest and last come first; the second click turns it round. */
function nextOrder(order: Order, by: Order['by']): Order {
  return { by, descending: order.by !== by || !order.descending }
}
