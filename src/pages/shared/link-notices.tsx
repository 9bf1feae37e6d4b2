import { Suspense, useState } from 'react'
import { useLocation, type Location } from 'react-router'

import { lazyChunk } from '#ui/lazy/lazy-chunk.ts'

import type { LinkPage } from './use-link-problems.ts'

const LinkNotice = lazyChunk(async () => (await import('./link-notice.tsx')).LinkNotice)

/**
 * Shows what the page did not understand in its link. Loaded once there is something to understand. The link is kept from
 * then on, since the page may write it anew before that has loaded.
 */
export function LinkNotices({ page }: { page: LinkPage }) {
  const location = useLocation()
  const [opened, setOpened] = useState<Location | null>(null)
  if (!opened && location.search + location.hash !== '') setOpened(location)
  return (
    opened && (
      <Suspense>
        <LinkNotice page={page} opened={opened} />
      </Suspense>
    )
  )
}
