import { Suspense, useState } from 'react'
import { useLocation } from 'react-router'

import { lazyChunk } from '#ui/lazy/lazy-chunk.ts'

const LinkNotice = lazyChunk(async () => (await import('./link-notice.tsx')).LinkNotice)

/** Shows what the page did not understand in its link. Loaded once there is something to understand. */
export function LinkNotices({ page }: { page: 'flows' | 'engagements' }) {
  const { search, hash } = useLocation()
  const [isLoaded, setIsLoaded] = useState(false)
  if (!isLoaded && search + hash !== '') setIsLoaded(true)
  return (
    isLoaded && (
      <Suspense>
        <LinkNotice page={page} />
      </Suspense>
    )
  )
}
