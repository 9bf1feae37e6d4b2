import type { Found } from '#engine/protocol.ts'
import { printJsonPath } from '#json/paths.ts'
import { MarkedText } from '#ui/marked-text.tsx'
import { useShown, useVeil } from '#ui/veil.ts'

/** How much stands before the match, in UTF-16 units: the match itself must be in view, however narrow the column. */
const lead = 12

/** Which value holds what was searched for, and the text around it; the end of the path tells most. */
export function Match({ found: { path, text, start, end } }: { found: Found }) {
  const veil = useVeil()
  const shown = useShown()
  const from = Math.max(0, start - lead)
  return (
    <span className="flex min-w-0 items-baseline gap-2" title={shown(`${printJsonPath(path)}\n${text}`)}>
      <span className="max-w-1/2 truncate font-mono text-xs whitespace-pre text-faint @max-md:hidden">
        {shown(printJsonPath(path.slice(-2)).replace(/^\$\.?/, ''))}
      </span>
      <span className="min-w-0 flex-1 truncate">
        {from > 0 && '…'}
        <MarkedText text={veil(text).slice(from)} start={start - from} end={end - from} />
      </span>
    </span>
  )
}
