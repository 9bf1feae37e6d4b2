import type { ReactNode } from 'react'

import type { useWindow } from './use-window.ts'

type WindowBodyProps = {
  view: Pick<ReturnType<typeof useWindow>, 'spacerHeight' | 'bodyHeight' | 'offset'>
  /** Lies over the rows, at the top. */
  over?: ReactNode
  /** The rows in view. */
  children: ReactNode
}

/** What stands in a windowed scroller: room for all rows, and in it, always in view, those that are drawn. */
export function WindowBody({ view: { spacerHeight, bodyHeight, offset }, over, children }: WindowBodyProps) {
  return (
    <div role="presentation" style={{ height: spacerHeight }}>
      <div
        role="presentation"
        className="sticky top-0 overflow-clip"
        style={{ height: Math.min(bodyHeight, spacerHeight) }}
      >
        <div role="presentation" style={{ transform: `translateY(${-offset}px)` }}>
          {children}
        </div>
        {over}
      </div>
    </div>
  )
}
