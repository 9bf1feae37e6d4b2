import { isRightToLeft } from './isolated-numbers.tsx'
import { TextSegments } from './untrusted-text.tsx'
import { useTextMask } from './text-mask.ts'

/** Text shown before the match, in UTF-16 units. */
const maxLeadLength = 12

type MatchExcerptProps = {
  text: string
  /** The match's offsets in the text, in UTF-16 units. */
  start: number
  end: number
}

/**
 * The text around a match, on one line, for a flex container of any width. Where space is short, first the text after
 * the match goes, then the start of the text before it, and then the end of the match.
 */
export function MatchExcerpt({ text, start, end }: MatchExcerptProps) {
  const masked = useTextMask()(text).replace(/[\n\r\t]/g, ' ')
  const from = Math.max(0, start - maxLeadLength)
  return (
    // The parts follow the text's own direction. They are boxes, between which blanks would collapse.
    <span dir={isRightToLeft(text) ? 'rtl' : 'ltr'} className="flex min-w-0 flex-1 whitespace-pre">
      <span className="flex min-w-0 shrink-9999 justify-end overflow-hidden">
        <span>
          {from > 0 && '…'}
          <TextSegments text={masked.slice(from, start)} />
        </span>
      </span>
      <mark className="min-w-0 truncate rounded-sm bg-mark text-ink">
        <TextSegments text={masked.slice(start, end)} />
      </mark>
      <span className="min-w-0 flex-1 truncate">
        <TextSegments text={masked.slice(end)} />
      </span>
    </span>
  )
}
