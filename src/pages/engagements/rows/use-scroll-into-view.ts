import { useEffectEvent, useLayoutEffect, useRef, useState } from 'react'

import type { VirtualWindow } from '#ui/scroll/use-virtual-rows.ts'

/**
 * Returns a function that scrolls the row of the keyboard cursor into view. If the list is not rendered (on a phone the
 * panel replaces it), it scrolls once the list is back.
 * @param row null without a cursor
 */
export function useScrollIntoView(virtualWindow: VirtualWindow, row: number | null): () => void {
  const isPending = useRef(false)
  const [requests, setRequests] = useState(0)
  const isRendered = virtualWindow.bodyHeight > 0

  const scrollToRow = useEffectEvent(() => {
    if (!isPending.current || row === null) return
    isPending.current = false
    virtualWindow.reveal(row)
  })
  useLayoutEffect(() => {
    if (requests > 0 && isRendered) scrollToRow()
  }, [requests, isRendered])

  return () => {
    isPending.current = true
    setRequests((before) => before + 1)
  }
}
