import { Fragment } from 'react'

import type { PhoneSeparator } from '#format/phone-separators.ts'
import type { TextRange } from '#search/interpret/contact-highlights.ts'
import { useDisplayText, useTextMask } from '#ui/text/text-mask.ts'
import { TextSegments } from '#ui/text/untrusted-text.tsx'

import { isShortNumber, Separator } from './separator.tsx'
import { usePhoneSeparators } from './use-phone-separators.ts'

type ContactAddressProps = {
  address: string
  /** The match of a search; null or absent without one. */
  highlight?: TextRange | null
  /** The part to show; all of it by default. */
  range?: TextRange
}

/** A contact's address, with its number as the country writes it once the numbering plans have loaded. */
export function ContactAddress(props: ContactAddressProps) {
  const getSeparators = usePhoneSeparators()
  return <SeparatedAddress {...props} separators={getSeparators(props.address)} />
}

/**
 * A contact's address with separators. The style sheet generates them: they are shown and read aloud, while the text stays
 * as it is for copying and for the browser's search.
 */
export function SeparatedAddress({
  address,
  highlight = null,
  range = { start: 0, end: address.length },
  separators,
}: ContactAddressProps & { separators: readonly PhoneSeparator[] }) {
  const displayText = useDisplayText()
  const masked = useTextMask()(address)
  // A scheme has a line of its own in narrow columns.
  const isShort = isShortNumber(address.slice(address.indexOf(':') + 1), separators)
  const marked = highlight && intersect(highlight, range)

  /** A part of the address, divided at the separators in it. */
  function renderRange(from: number, to: number) {
    const starts = [
      from,
      ...separators.map(({ index }) => index).filter((index) => index > from && index < to),
    ]
    return starts.map((start, i) => (
      <Fragment key={start}>
        {i > 0 && renderSeparator(start)}
        <TextSegments text={masked.slice(start, starts[i + 1] ?? to)} />
      </Fragment>
    ))
  }

  function renderSeparator(at: number) {
    const found = separators.find(({ index }) => index === at)
    return found && <Separator text={found.separator} isShort={isShort} />
  }

  return (
    <span title={displayText(address)}>
      <bdi>
        {marked === null ? (
          renderRange(range.start, range.end)
        ) : (
          <>
            {renderRange(range.start, marked.start)}
            {renderSeparator(marked.start)}
            <mark className="rounded-sm bg-mark text-ink">{renderRange(marked.start, marked.end)}</mark>
            {renderSeparator(marked.end)}
            {renderRange(marked.end, range.end)}
          </>
        )}
      </bdi>
    </span>
  )
}

function intersect(a: TextRange, b: TextRange): TextRange | null {
  const [start, end] = [Math.max(a.start, b.start), Math.min(a.end, b.end)]
  return start < end ? { start, end } : null
}
