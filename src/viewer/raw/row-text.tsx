import { ShownText } from '#ui/shown-text.tsx'

import { stretchesOf } from './marked-stretches.ts'
import type { FoundInText } from './use-text-search.ts'

type RowTextProps = {
  text: string
  /** Where it begins in the whole text. */
  from: number
  found: FoundInText | null
}

/** A row of a text, with what was found in it marked. */
export function RowText({ text, from, found }: RowTextProps) {
  if (found === null) return <ShownText text={text} />
  return stretchesOf(text, from, found).map(({ start, end, match }) => {
    const shown = <ShownText text={text.slice(start, end)} />
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
