import { ArrowDown, ArrowUp, ChevronRight } from 'lucide'
import { useState, type ReactNode } from 'react'

import { pluralize } from '#format/count.ts'
import type { Flow } from '#contract/resources.ts'
import { Icon } from '#ui/icon.tsx'
import { LiveRegion } from '#ui/feedback/live-region.tsx'

import { flowSortPref, pinnedFlowsPref, type FlowSort } from '#pages/prefs/flow-prefs.ts'
import { usePref } from '#pages/prefs/pref.ts'
import { arrangeFlows } from './arrange-flows.ts'
import { FlowRow } from './flow-row.tsx'

type FlowTableProps = {
  /** Null until the flows are loaded. */
  flows: readonly Flow[] | null
  /** The demo's flows that fail on purpose. */
  faults: readonly Flow[]
  /** What the names must contain. */
  filter: string
}

/** The columns that every width shows: a cell over more of them would add columns to the layout. */
const columnCount = 3

/** The flows, pinned ones first, and the demo's faults folded below them. Shows skeleton rows while `flows` is null. */
export function FlowTable({ flows, faults, filter }: FlowTableProps) {
  const sort = usePref(flowSortPref)
  const pinned = usePref(pinnedFlowsPref)
  const found = flows && arrangeFlows(flows, { filter, sort, pinned })
  const foundFaults = arrangeFlows(faults, { filter, sort, pinned })
  const rowsOf = (group: readonly Flow[]) =>
    group.map((flow, i) => (
      <FlowRow key={flow.sid ?? i} flow={flow} isPinned={flow.sid !== null && pinned.includes(flow.sid)} />
    ))
  return (
    // The scroll container needs no tab stop: its links make all of it reachable by keyboard.
    <div className="min-h-0 flex-1 overflow-auto border-t border-line bg-surface">
      <table
        aria-label="Flows"
        aria-busy={flows === null}
        className="w-full table-fixed border-collapse text-left"
      >
        <thead className="sticky top-0 z-10 bg-surface text-xs text-muted shadow-[inset_0_-1px_0_var(--color-line)]">
          <tr className="h-8">
            <SortableHeader label="Name" by="name" sort={sort} className="px-5" />
            <th className="w-28 px-3 font-medium">Status</th>
            <th className="hidden w-20 px-3 text-right font-medium sm:table-cell">Version</th>
            <SortableHeader
              label="Updated"
              by="updated"
              sort={sort}
              className="hidden w-56 px-3 md:table-cell"
            />
            <th className="hidden w-76 px-3 font-medium lg:table-cell">Flow SID</th>
            <th className="w-10 pr-3">
              <span className="sr-only">Pinned</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {found ? rowsOf(found) : <SkeletonRows />}
          {found?.length === 0 && foundFaults.length === 0 && filter !== '' && (
            <tr className="h-10 border-b border-line">
              <td colSpan={columnCount} className="px-5 text-muted">
                No flow’s name contains this. Press Enter to search the runs of all flows.
              </td>
            </tr>
          )}
        </tbody>
        {foundFaults.length > 0 && (
          // What matches there alone is shown at once.
          <FaultGroup count={foundFaults.length} isOpenAtFirst={filter !== '' && found?.length === 0}>
            {rowsOf(foundFaults)}
          </FaultGroup>
        )}
      </table>
      <LiveRegion
        text={
          filter === '' || found === null
            ? ''
            : `${pluralize(found.length + foundFaults.length, 'flow')} with this name`
        }
      />
    </div>
  )
}

type SortableHeaderProps = { label: string; by: FlowSort['by']; sort: FlowSort; className: string }

function SortableHeader({ label, by, sort, className }: SortableHeaderProps) {
  const isSorted = sort.by === by
  // The second click reverses the first one. Dates start with the newest.
  const isNextDescending = isSorted ? !sort.descending : by === 'updated'
  const icon = (isSorted ? sort.descending : isNextDescending) ? ArrowDown : ArrowUp
  return (
    <th
      aria-label={label}
      aria-sort={isSorted ? (sort.descending ? 'descending' : 'ascending') : 'none'}
      className={`font-medium ${className}`}
    >
      <button
        type="button"
        aria-label={`Sort by ${label}`}
        onClick={() => flowSortPref.write({ by, descending: isNextDescending })}
        className={`group focus-ring inline-flex h-6 items-center gap-1 rounded-sm hover:text-ink ${isSorted ? 'text-ink' : ''}`}
      >
        {label}
        <Icon
          icon={icon}
          size={12}
          className={isSorted ? '' : 'opacity-0 group-hover:opacity-100 group-focus-visible:opacity-100'}
        />
      </button>
    </th>
  )
}

type FaultGroupProps = { count: number; isOpenAtFirst: boolean; children: ReactNode }

/** The demo's flows that fail on purpose, folded: they are not the user's work. */
function FaultGroup({ count, isOpenAtFirst, children }: FaultGroupProps) {
  const [chosen, setChosen] = useState<boolean | null>(null)
  const isOpen = chosen ?? isOpenAtFirst
  return (
    <tbody>
      <tr className="relative [transform:translate(0)] border-b border-line bg-canvas">
        <td colSpan={columnCount} className="max-w-0">
          <button
            type="button"
            aria-expanded={isOpen}
            onClick={() => setChosen(!isOpen)}
            className="focus-ring-inset flex h-9 w-full items-center gap-1.5 px-5 text-left text-muted after:absolute after:inset-0 hover:text-ink"
          >
            <Icon icon={ChevronRight} size={14} className={isOpen ? 'rotate-90' : ''} />
            <span className="shrink-0 font-medium">Fault simulator</span>
            <span className="truncate text-xs">
              {pluralize(count, 'flow')} of the demo that {count === 1 ? 'fails' : 'fail'} on purpose
            </span>
          </button>
        </td>
        {/* The other columns, as they appear. */}
        <td className="hidden sm:table-cell" />
        <td className="hidden md:table-cell" />
        <td className="hidden lg:table-cell" />
      </tr>
      {isOpen && children}
    </tbody>
  )
}

const skeletonWidths = [60, 45, 70, 52, 40, 64]

function SkeletonRows() {
  return skeletonWidths.map((width) => (
    <tr key={width} className="h-10 border-b border-line">
      <td className="px-5">
        <span className="block h-3 animate-pulse rounded-sm bg-hover" style={{ width: `${width}%` }} />
      </td>
    </tr>
  ))
}
