import type { RowsInView } from '#engine/protocol.ts'
import { isFiltered, type Question } from '#search/question.ts'
import { Button } from '#ui/button.tsx'

import { describeFile } from '#pages/engagements/horizon.ts'
import { describeProgress } from '#pages/engagements/search/search-words.ts'
import type { Reading } from '#pages/engagements/use-reading.ts'

type HoldsProps = {
  chunk: (RowsInView & { question: Question }) | null
  reading: Reading
  /** Whether personal data is masked in it. */
  masked: boolean
}

/** What the file would hold if it were made now, what not, and the way to more. */
export function Holds({ chunk, reading, masked }: HoldsProps) {
  const matches = chunk && isFiltered(chunk.question) ? chunk.total : null
  const search = chunk?.search ?? null
  const { state } = reading
  return (
    <div className="mb-4 flex flex-col items-start gap-1 border-y border-line py-3">
      <p className="tabular-nums">{describeFile(reading, chunk?.read ?? 0, matches)}.</p>
      {masked && (
        <p className="text-muted">
          Personal data is masked in the file, as on the screen: show it there to have it in the file.
        </p>
      )}
      {chunk && search && search.state !== 'done' && (
        <p className="text-muted tabular-nums">
          {describeProgress(chunk)}. The file holds what has been found when it is made.
        </p>
      )}
      {chunk?.total === 0 && <p className="text-muted">There is nothing to export.</p>}
      {state === 'reading' && (
        <p className="text-muted">Reading goes on: the file holds what has been read when it is made.</p>
      )}
      {(state === 'paused' || state === 'failed') && (
        <Button size="sm" variant="quiet" className="-ml-1.5" onClick={reading.readEverything}>
          Read everything
        </Button>
      )}
    </div>
  )
}
