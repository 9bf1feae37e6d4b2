import { TriangleAlert } from 'lucide-react'

import type { ParsedSearch } from '#search/interpret/parse-search.ts'
import { UntrustedText } from '#ui/text/untrusted-text.tsx'
import { useDisplayText } from '#ui/text/text-mask.ts'

import { describeInterpretation } from './describe-interpretation.ts'

/** Shows how each token of a search is interpreted. Tokens that filter nothing come first: the user expects an effect from them. */
export function SearchInterpretation({ id, parsed }: { id: string; parsed: ParsedSearch }) {
  const displayText = useDisplayText()
  const summary = describeInterpretation(parsed)
  return (
    <div id={id} className="flex min-w-0 flex-wrap items-center gap-x-4 gap-y-1">
      {parsed.problems.map(({ typed, sentence }, i) => (
        // The same token can be typed twice.
        // oxlint-disable-next-line react/no-array-index-key
        <p key={`${i} ${typed}`} className="flex items-baseline gap-1.5 text-warn">
          <TriangleAlert aria-hidden size={12} className="shrink-0 self-center" />
          <UntrustedText text={sentence} />
        </p>
      ))}
      {summary !== '' && (
        <p className="line-clamp-2 min-w-0 break-words" title={displayText(summary)}>
          <UntrustedText text={summary} />
        </p>
      )}
    </div>
  )
}
