import { TriangleAlert } from 'lucide-react'

import type { ParsedSearch } from '#search/parse-search.ts'
import { ShownText } from '#ui/shown-text.tsx'
import { useShown } from '#ui/veil.ts'

import { sayReadings } from './say-readings.ts'

/** How each piece of a search was read. What asks for nothing comes first, for whoever typed it waits for it. */
export function SearchReading({ id, parsed }: { id: string; parsed: ParsedSearch }) {
  const shown = useShown()
  const said = sayReadings(parsed)
  return (
    <div id={id} className="flex min-w-0 flex-wrap items-center gap-x-4 gap-y-1">
      {parsed.problems.map(({ typed, sentence }, i) => (
        // The same piece can be typed twice.
        // oxlint-disable-next-line react/no-array-index-key
        <p key={`${i} ${typed}`} className="flex items-baseline gap-1.5 text-warn">
          <TriangleAlert aria-hidden size={12} className="shrink-0 self-center" />
          <ShownText text={sentence} />
        </p>
      ))}
      {said !== '' && (
        <p className="line-clamp-2 min-w-0 break-words" title={shown(said)}>
          <ShownText text={said} />
        </p>
      )}
    </div>
  )
}
