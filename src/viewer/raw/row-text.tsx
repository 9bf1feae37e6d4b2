import { Stretches } from '#ui/shown-text.tsx'
import { useVeil, veilPart } from '#ui/veil.ts'

import { stretchesOf } from './marked-stretches.ts'
import type { FoundInText } from './use-text-search.ts'

type RowTextProps = {
  /** The whole text, and which part of it the row is. */
  text: string
  from: number
  to: number
  found: FoundInText | null
}

/** A row of a text, with what was found in it marked. */
export function RowText({ text, from, to, found }: RowTextProps) {
  const veiled = veilPart(useVeil(), text, from, to)
  if (found === null) return <Stretches text={veiled} />
  return stretchesOf(veiled, from, found).map(({ start, end, match }) => {
    const shown = <Stretches text={veiled.slice(start, end)} />
    if (match === null) return <span key={start}>{shown}</span>
    const isCurrent = match === found.current
    return (
      <mark
        key={`${match} ${isCurrent}`}
        ref={isCurrent ? bringIntoView : null}
        className={`rounded-sm bg-mark text-ink ${isCurrent ? 'outline-2 outline-accent' : ''}`}
      >
        {shown}
      </mark>
    )
  })
}

/** Its row is in view; in a long line that is not wrapped, it may stand far to the right. */
function bringIntoView(mark: HTMLElement | null): void {
  mark?.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: 'instant' })
}
