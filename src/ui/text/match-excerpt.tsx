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
  const first = Math.max(0, start - maxLeadLength)
  // Not within a character of two units: its second half would be shown by name.
  const from = (masked.codePointAt(first - 1) ?? 0) > 0xff_ff ? first - 1 : first
  return (
    // The parts follow the text's own direction. They are boxes, at whose edges blanks
    // would collapse: not `truncate`, which sets `white-space`.
    <span dir={isRightToLeft(text) ? 'rtl' : 'ltr'} className="flex min-w-0 flex-1 whitespace-pre">
      {/* An empty box would have no baseline. */}
      {start > 0 && (
        <span className="flex min-w-0 shrink-9999 justify-end overflow-hidden">
          <span>
            {from > 0 && '…'}
            <TextSegments text={masked.slice(from, start)} />
          </span>
        </span>
      )}
      <mark className="min-w-0 overflow-hidden rounded-sm bg-mark text-ellipsis text-ink">
        <TextSegments text={masked.slice(start, end)} />
      </mark>
      <span className="min-w-0 flex-1 overflow-hidden text-ellipsis">
        <TextSegments text={masked.slice(end)} />
      </span>
    </span>
  )
}
