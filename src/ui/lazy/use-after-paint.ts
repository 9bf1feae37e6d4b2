import { startTransition, useEffect, useState } from 'react'

/**
 * Turns true after the browser has painted what is rendered once `isReady`, and stays true. For parts that load only
 * then: a deferred value would have them load before that paint. They are rendered in pieces, between other tasks.
 */
export function useAfterPaint(isReady: boolean): boolean {
  const [isPainted, setIsPainted] = useState(false)
  useEffect(() => {
    if (!isReady) return
    let timer: ReturnType<typeof setTimeout> | undefined
    // The callback runs before the frame is painted, and its timer after that.
    const frame = requestAnimationFrame(() => {
      timer = setTimeout(() => startTransition(() => setIsPainted(true)))
    })
    return () => {
      cancelAnimationFrame(frame)
      clearTimeout(timer)
    }
  }, [isReady])
  return isPainted
}
