import { TriangleAlert } from 'lucide'
import { use } from 'react'

import { maskChar } from '#privacy/mask-digits.ts'
import type { ParsedSearch } from '#search/interpret/parse-search.ts'
import { Icon } from '#ui/icon.tsx'
import { TextMaskContext, TypedTextMaskContext, useDisplayText } from '#ui/text/text-mask.ts'
import { UntrustedText } from '#ui/text/untrusted-text.tsx'

import { describeInterpretation } from './describe-interpretation.ts'

type SearchInterpretationProps = { id: string; parsed: ParsedSearch }

/** Shows how each token of a search is interpreted. */
export function SearchInterpretation(props: SearchInterpretationProps) {
  return (
    <TextMaskContext value={use(TypedTextMaskContext)}>
      <Interpretation {...props} />
    </TextMaskContext>
  )
}

/** Tokens that filter nothing come first: the user expects an effect from them. */
function Interpretation({ id, parsed }: SearchInterpretationProps) {
  const displayText = useDisplayText()
  const summary = describeInterpretation(parsed)
  const isMaskedLink = parsed.interpretations.some(({ typed }) => typed.includes(maskChar))
  const problems = [
    ...parsed.problems.map(({ sentence }) => sentence),
    ...(isMaskedLink ? ['This link was made while personal data was masked. Type the number again.'] : []),
  ]
  return (
    <div id={id} className="flex min-w-0 flex-wrap items-center gap-x-4 gap-y-1">
      {problems.map((sentence, i) => (
        // The same token can be typed twice.
        // oxlint-disable-next-line react/no-array-index-key
        <p key={`${i} ${sentence}`} className="flex items-baseline gap-1.5 text-warn">
          <Icon icon={TriangleAlert} size={12} className="shrink-0 self-center" />
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
