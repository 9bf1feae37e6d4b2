import { lazy, Suspense } from 'react'

import type { RowsInView } from '#engine/protocol.ts'

import { ProblemView } from '#pages/shared/problem-view.tsx'
import type { Reading } from './use-reading.ts'

// Most lists have something in them.
const ListBlank = lazy(async () => ({ default: (await import('./list-blank.tsx')).ListBlank }))

type ListStateProps = {
  reading: Reading
  chunk: RowsInView | null
  onShowAll: () => void
}

/** What stands in the list while there is no row in it: still reading, failed, nothing there, or nothing that matches. */
export function ListState({ reading, chunk, onShowAll }: ListStateProps) {
  const content = contentOf()
  if (content === null) return null
  return (
    <div className="pointer-events-none absolute inset-0 top-8 flex *:pointer-events-auto">{content}</div>
  )

  function contentOf() {
    if (chunk && chunk.total > 0) return null
    if (reading.problem && reading.pages.length === 0) {
      return (
        <ProblemView
          as="whole"
          problem={reading.problem}
          title="The engagements could not be read"
          onRetry={reading.state === 'failed' ? reading.readOn : undefined}
        />
      )
    }
    const last = reading.pages.at(-1)
    if (reading.state === 'starting' || !chunk || !last) return <Waiting />
    return (
      <Suspense>
        <ListBlank chunk={chunk} last={last} onShowAll={onShowAll} />
      </Suspense>
    )
  }
}

const waitingRows = Array.from({ length: 16 }, (_, i) => i)

/** Where the first rows will stand. */
function Waiting() {
  return (
    <div aria-hidden className="w-full overflow-hidden">
      {waitingRows.map((i) => (
        <div
          key={i}
          className="flex h-8 items-center gap-6 border-b border-line px-5"
          style={{ opacity: 1 - i / 18 }}
        >
          <span className="h-2.5 w-16 animate-pulse rounded-sm bg-hover" />
          <span className="h-2.5 w-36 animate-pulse rounded-sm bg-hover" />
          <span className="h-2.5 w-40 animate-pulse rounded-sm bg-hover" />
          <span className="h-2.5 flex-1 animate-pulse rounded-sm bg-hover" />
        </div>
      ))}
    </div>
  )
}
