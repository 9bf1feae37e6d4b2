import { TriangleAlert } from 'lucide-react'

import type { Note } from '#search/parse-search.ts'
import { ShownText } from '#ui/shown-text.tsx'
import { showUnseen } from '#ui/unseen.ts'

type SearchReadingProps = {
  id: string
  readings: readonly Note[]
  problems: readonly Note[]
}

/** How each piece of a search was read. What asks for nothing comes first, for whoever typed it waits for it. */
export function SearchReading({ id, readings, problems }: SearchReadingProps) {
  const sentences = readings.map(({ sentence }) => sentence).join(' ')
  return (
    <div id={id} className="flex min-w-0 flex-wrap items-center gap-x-4 gap-y-1">
      {problems.map(({ typed, sentence }, i) => (
        // The same piece can be typed twice.
        // oxlint-disable-next-line react/no-array-index-key
        <p key={`${i} ${typed}`} className="flex items-baseline gap-1.5 text-warn">
          <TriangleAlert aria-hidden size={12} className="shrink-0 self-center" />
          <ShownText text={sentence} />
        </p>
      ))}
      {sentences !== '' && (
        <p className="line-clamp-2 min-w-0 break-words sm:line-clamp-1" title={showUnseen(sentences)}>
          <ShownText text={sentences} />
        </p>
      )}
    </div>
  )
}
