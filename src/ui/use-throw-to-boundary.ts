import { useCallback, useState } from 'react'

/** Rethrows an error from outside rendering, for example from a promise, so that the error boundary catches it. */
export function useThrowToBoundary(): (thrown: unknown) => void {
  const [failure, setFailure] = useState<{ thrown: unknown } | null>(null)
  if (failure) throw failure.thrown
  return useCallback((thrown) => setFailure({ thrown }), [])
}
