import { TextSegments } from '#ui/text/untrusted-text.tsx'
import { useTextMask, maskSlice } from '#ui/text/text-mask.ts'

import { highlightSegments } from './highlight-segments.ts'
import type { TextSearchResult } from './use-text-search.ts'

type RowTextProps = {
  /** The whole text, and the row's range in it. */
  text: string
  from: number
  to: number
  found: TextSearchResult | null
}

/** A row of a text with its matches highlighted. */
export function RowText({ text, from, to, found }: RowTextProps) {
  const masked = maskSlice(useTextMask(), text, from, to)
  if (found === null) return <TextSegments text={masked} />
  return highlightSegments(masked, from, found).map(({ start, end, match }) => {
    const content = <TextSegments text={masked.slice(start, end)} />
    if (match === null) return <span key={start}>{content}</span>
    const isCurrent = match === found.current
    return (
      <mark
        key={`${match} ${isCurrent}`}
        ref={isCurrent ? scrollIntoView : null}
        className={`rounded-sm bg-mark text-ink ${isCurrent ? 'outline-2 outline-accent' : ''}`}
      >
        {content}
      </mark>
    )
  })
}

/** For long lines that are not wrapped: the row is in view, but the match may be far to the right. */
function scrollIntoView(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: 'instant' })
}
