import { MarkedText } from '#ui/marked-text.tsx'
import { ShownText } from '#ui/shown-text.tsx'

/** A key or a value, with the first place marked in which it holds what was searched. */
export function ShownMatch({ text, mark }: { text: string; mark: RegExp | null }) {
  const found = mark?.exec(text)
  return found && found[0] !== '' ? (
    <MarkedText text={text} start={found.index} end={found.index + found[0].length} />
  ) : (
    <ShownText text={text} />
  )
}
