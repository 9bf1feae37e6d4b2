import { useEffect, useState } from 'react'

/**
 * How many of some elements to mount now: more in each frame, so that mounting hundreds is not one long task.
 * @param batchSize elements that are mounted in one frame
 */
export function useMountedCount(total: number, batchSize: number): number {
  const [batched, setBatched] = useState(batchSize)
  const mounted = Math.min(batched, total)
  useEffect(() => {
    if (mounted === total) return
    const frame = requestAnimationFrame(() => setBatched(mounted + batchSize))
    return () => cancelAnimationFrame(frame)
  }, [mounted, total, batchSize])
  return mounted
}
