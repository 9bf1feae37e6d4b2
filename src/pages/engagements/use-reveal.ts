import { useEffectEvent, useLayoutEffect, useRef, useState } from 'react'

import type { ScrollWindow } from '#ui/use-window.ts'

/**
 * Brings the row the keyboard is on into view when it is told to, and at no other time: at once, or, while the list is
 * not drawn (on a phone the panel stands in its place), as soon as it is again.
 * @param row null while the keyboard is on none
 */
export function useReveal(view: ScrollWindow, row: number | null): () => void {
  const isWanted = useRef(false)
  const [turn, setTurn] = useState(0)
  const isDrawn = view.bodyHeight > 0

  const reveal = useEffectEvent(() => {
    if (!isWanted.current || row === null) return
    isWanted.current = false
    view.reveal(row)
  })
  useLayoutEffect(() => {
    if (turn > 0 && isDrawn) reveal()
  }, [turn, isDrawn])

  return () => {
    isWanted.current = true
    setTurn((before) => before + 1)
  }
}
