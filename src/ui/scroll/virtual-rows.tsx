import type { ReactNode } from 'react'

import type { useVirtualRows } from './use-virtual-rows.ts'

type VirtualRowsProps = {
  view: Pick<ReturnType<typeof useVirtualRows>, 'scaledScroll' | 'spacerHeight' | 'bodyHeight' | 'offset'>
  /** Rendered over the rows, at the top. */
  overlay?: ReactNode
  /** The rows in view. */
  children: ReactNode
}

/** Content of a virtual scroller: a spacer as tall as all rows, and a sticky element with the rendered rows. */
export function VirtualRows({
  view: { scaledScroll, spacerHeight, bodyHeight, offset },
  overlay,
  children,
}: VirtualRowsProps) {
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
        {overlay}
        {scaledScroll}
      </div>
    </div>
  )
}
