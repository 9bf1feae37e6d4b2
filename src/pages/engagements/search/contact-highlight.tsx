import { createContext, use, useMemo } from 'react'

import { createContactHighlighter, type TextRange } from '#search/interpret/contact-highlights.ts'
import { HighlightedText } from '#ui/text/highlighted-text.tsx'
import { useDisplayText, useTextMask } from '#ui/text/text-mask.ts'
import { UntrustedText } from '#ui/text/untrusted-text.tsx'

/** Returns the range of an address that matches the search; null if none does. */
type GetContactHighlight = (address: string) => TextRange | null

const noHighlight: GetContactHighlight = () => null

/** A React context, so that a new search does not create new columns. */
export const ContactHighlightContext = createContext(noHighlight)

/** The function that finds the search match in contacts' addresses. It finds none for an empty search. */
export function useContactHighlight(text: string): GetContactHighlight {
  return useMemo(() => (text === '' ? noHighlight : createContactHighlighter(text)), [text])
}

/** "whatsapp:", "client:", "sip:" and the like. */
const scheme = /^[a-z]{2,12}:(?=.)/i

const emptyRange: TextRange = { start: 0, end: 0 }

/**
 * A contact's address, with the search match highlighted. Where it does not fit, its scheme disappears, since the number or
 * name tells the contact: it stays on a first line, which is cut off. Inline, so that a copied address is one text.
 */
export function ContactText({ address }: { address: string }) {
  const textMask = useTextMask()
  const displayText = useDisplayText()
  const { start, end } = use(ContactHighlightContext)(address) ?? emptyRange
  const split = scheme.exec(address)?.[0].length ?? 0
  return (
    <span title={displayText(address)} className="grid h-5 content-end overflow-clip">
      <span className="whitespace-normal">
        {split > 0 && <span className="whitespace-nowrap text-faint">{renderPart(0, split)}</span>}
        <span className="inline-block max-w-full truncate align-bottom">
          {renderPart(split, address.length)}
        </span>
      </span>
    </span>
  )

  function renderPart(from: number, to: number) {
    // Masked as a part of the whole address.
    const text = textMask(address).slice(from, to)
    const highlight = { start: Math.max(start, from) - from, end: Math.min(end, to) - from }
    return highlight.start < highlight.end ? (
      <HighlightedText text={text} {...highlight} />
    ) : (
      <UntrustedText text={text} />
    )
  }
}
