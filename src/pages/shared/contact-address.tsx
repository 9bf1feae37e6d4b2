import { Fragment, useEffect } from 'react'

import type { PhoneSeparator } from '#format/phone-separators.ts'
import type { TextRange } from '#search/interpret/contact-highlights.ts'
import { loadChunk } from '#ui/lazy/lazy-chunk.ts'
import { createStore, useStore } from '#ui/store.ts'
import { useDisplayText, useTextMask } from '#ui/text/text-mask.ts'
import { TextSegments } from '#ui/text/untrusted-text.tsx'

type GetSeparators = (address: string) => readonly PhoneSeparator[]

/** Null until the numbering plans have loaded. */
const getSeparatorsStore = createStore<GetSeparators | null>(null)
let isLoading = false

/** The first rows do not wait for the numbering plans, nor compete with them for the network. */
const loadDelayMs = 300

function loadSeparators(): void {
  if (isLoading) return
  isLoading = true
  setTimeout(() => {
    loadChunk(() => import('#format/phone-separators.ts'))
      .then(({ phoneSeparators }) => getSeparatorsStore.set(cached(phoneSeparators)))
      .catch(() => {
        // Numbers stay without separators until a page with contacts is opened again.
        isLoading = false
      })
  }, loadDelayMs)
}

/** Max contacts whose separators are kept: more than are in view. */
const maxCached = 1000

function cached(getSeparators: GetSeparators): GetSeparators {
  const cache = new Map<string, readonly PhoneSeparator[]>()
  return (address) => {
    const known = cache.get(address)
    if (known) return known
    if (cache.size === maxCached) cache.clear()
    const separators = getSeparators(address)
    cache.set(address, separators)
    return separators
  }
}

type ContactAddressProps = {
  address: string
  /** The match of a search; null or absent without one. */
  highlight?: TextRange | null
  /** The part to show; all of it by default. */
  range?: TextRange
}

/** A contact's address, with its number as the country writes it once the numbering plans have loaded. */
export function ContactAddress(props: ContactAddressProps) {
  const getSeparators = useStore(getSeparatorsStore)
  useEffect(loadSeparators, [])
  return <SeparatedAddress {...props} separators={getSeparators?.(props.address) ?? []} />
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
    return (
      found && (
        <span
          data-separator={found.separator}
          // In a narrow column, the number itself takes all the width.
          className="before:content-[attr(data-separator)] @max-[9.5rem]:before:content-none"
        />
      )
    )
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
