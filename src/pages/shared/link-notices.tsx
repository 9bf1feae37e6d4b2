import { Suspense } from 'react'

import { lazyChunk } from '#ui/lazy/lazy-chunk.ts'

import { useLinkProblems } from './use-link-problems.ts'

// Few links are broken.
const LinkNotice = lazyChunk(async () => (await import('./link-notice.tsx')).LinkNotice)

/** Shows what the page did not understand in its link. */
export function LinkNotices({ page }: { page: 'flows' | 'engagements' }) {
  const { problems, dismiss } = useLinkProblems(page)
  return (
    problems.length > 0 && (
      <Suspense>
        <LinkNotice problems={problems} onDismiss={dismiss} />
      </Suspense>
    )
  )
}
