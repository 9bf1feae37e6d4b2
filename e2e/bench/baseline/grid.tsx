import type { ReactTable } from '@tanstack/react-table'
import { useState } from 'react'

import type { Engagement } from '#contract/resources.ts'

import type { BaselineRow, features } from './columns.tsx'

const rowHeight = 32
const height = 560

interface GridProps {
  table: ReactTable<typeof features, Engagement>
  /** Filtered and sorted. */
  rows: BaselineRow[]
  isComplete: boolean
}

/** Only the rows in view are in the DOM. */
export function Grid({ table, rows, isComplete }: GridProps) {
  const [top, setTop] = useState(0)
  const first = Math.floor(top / rowHeight)
  const visibleRows = rows.slice(first, first + Math.ceil(height / rowHeight) + 1)
  return (
    <div
      role="grid"
      aria-label="Engagements"
      aria-rowcount={isComplete ? rows.length + 1 : -1}
      aria-busy={!isComplete}
      tabIndex={0}
      onScroll={(event) => setTop(event.currentTarget.scrollTop)}
      style={{ height, overflowY: 'auto' }}
    >
      <div role="row" aria-rowindex={1} style={{ display: 'flex' }}>
        {table.getFlatHeaders().map((header, index) => (
          <div
            key={header.id}
            role="columnheader"
            aria-label={String(header.column.columnDef.header)}
            aria-colindex={index + 1}
            style={{ flex: 1 }}
          >
            <button
              type="button"
              aria-label={`Sort by ${String(header.column.columnDef.header)}`}
              onClick={() => header.column.toggleSorting()}
            >
              <table.FlexRender header={header} />
            </button>
          </div>
        ))}
      </div>
      <div role="presentation" style={{ height: rows.length * rowHeight, position: 'relative' }}>
        {visibleRows.map((row, index) => (
          <div
            key={row.id}
            role="row"
            aria-rowindex={first + index + 2}
            style={{
              position: 'absolute',
              top: (first + index) * rowHeight,
              height: rowHeight,
              display: 'flex',
              width: '100%',
            }}
          >
            {row.getAllCells().map((cell, column) => (
              <div key={cell.id} role="gridcell" aria-colindex={column + 1} style={{ flex: 1 }}>
                <table.FlexRender cell={cell} />
              </div>
            ))}
          </div>
        ))}
      </div>
    </div>
  )
}
