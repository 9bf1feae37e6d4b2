import { useCallback, useState } from 'react'

/** How wide an element is, in px; 0 until it is on the page. @returns the `ref` to put on it, and the width */
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
