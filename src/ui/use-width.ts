import { useCallback, useState } from 'react'

/** Observes an element's width, in px; 0 before it is mounted. @returns the element's `ref`, and the width */
export function useWidth(): [
  attach: (element: HTMLElement | null) => (() => void) | undefined,
  width: number,
] {
  const [width, setWidth] = useState(0)
  const attach = useCallback((element: HTMLElement | null) => {
    if (!element) return undefined
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)))
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return [attach, width]
}
