import type { Match } from '#engine/rpc/protocol.ts'
import { formatJsonPath } from '#json/path/json-path.ts'
import { HighlightedText } from '#ui/text/highlighted-text.tsx'
import { useDisplayText, useTextMask } from '#ui/text/text-mask.ts'

/** Text shown before the match, in UTF-16 units. Short, so that the match is visible in a narrow column. */
const maxLeadLength = 12

/** The path of the matching value, and the text around the match. Shows the end of the path, which tells most. */
export function MatchCell({ found: { path, text, start, end } }: { found: Match }) {
  const textMask = useTextMask()
  const displayText = useDisplayText()
  const from = Math.max(0, start - maxLeadLength)
  return (
    <span
      className="flex min-w-0 items-baseline gap-2"
      title={displayText(`${formatJsonPath(path)}\n${text}`)}
    >
      <span className="max-w-1/2 truncate font-mono text-xs whitespace-pre text-faint @max-md:hidden">
        {displayText(formatJsonPath(path.slice(-2)).replace(/^\$\.?/, ''))}
      </span>
      <span className="min-w-0 flex-1 truncate">
        {from > 0 && '…'}
        <HighlightedText text={textMask(text).slice(from)} start={start - from} end={end - from} />
      </span>
    </span>
  )
}
