import type { Match } from '#engine/rpc/row-results.ts'
import { formatJsonPath } from '#json/path/json-path.ts'
import { MatchExcerpt } from '#ui/text/match-excerpt.tsx'
import { useDisplayText } from '#ui/text/text-mask.ts'

/** The path of the matching value, and the text around the match. Shows the end of the path, which tells most. */
export function MatchCell({ found: { path, text, start, end } }: { found: Match }) {
  const displayText = useDisplayText()
  return (
    <span
      className="flex min-w-0 items-baseline gap-2 @max-3xl:pb-1.5 @max-3xl:text-xs @max-3xl:text-muted @max-lg:pl-8"
      title={displayText(`${formatJsonPath(path)}\n${text}`)}
    >
      <span className="max-w-1/2 min-w-0 shrink-9999 truncate font-mono text-xs whitespace-pre text-faint">
        {displayText(formatJsonPath(path.slice(-2)).replace(/^\$\.?/, ''))}
      </span>
      <MatchExcerpt text={text} start={start} end={end} />
    </span>
  )
}
