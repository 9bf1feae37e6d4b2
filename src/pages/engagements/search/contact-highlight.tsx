import { createContext, use, useMemo } from 'react'

import type { TextRange } from '#search/interpret/contact-highlights.ts'

import { useSearchModule } from '#pages/shared/search/load-search.ts'
import { ContactAddress } from '#pages/shared/phone/contact-address.tsx'

/** Returns the range of an address that matches the search; null if none does. */
type GetContactHighlight = (address: string) => TextRange | null

const noHighlight: GetContactHighlight = () => null

/** A React context, so that a new search does not create new columns. */
export const ContactHighlightContext = createContext(noHighlight)

/** The function that finds the search match in contacts' addresses. It finds none for an empty search. */
export function useContactHighlight(text: string): GetContactHighlight {
  const search = useSearchModule(text !== '')
  return useMemo(
    () => (text === '' || search === null ? noHighlight : search.createContactHighlighter(text)),
    [text, search],
  )
}

/** "whatsapp:", "client:", "sip:" and the like. */
const scheme = /^[a-z]{2,12}:(?=.)/i

/**
 * A contact's address, with the search match highlighted. Where it does not fit, its scheme disappears, since the number or
 * name tells the contact: it stays on a first line, which is cut off. Inline, so that a copied address is one text.
 */
export function ContactText({ address }: { address: string }) {
  const highlight = use(ContactHighlightContext)(address)
  const split = scheme.exec(address)?.[0].length ?? 0
  return (
    <span className="@container grid h-5 min-w-0 grow grid-cols-1 content-end overflow-clip">
      <span className="whitespace-normal">
        {split > 0 && (
          <span className="whitespace-nowrap text-faint">
            <ContactAddress address={address} highlight={highlight} range={{ start: 0, end: split }} />
          </span>
        )}
        <span className="inline-block max-w-full truncate align-bottom">
          <ContactAddress
            address={address}
            highlight={highlight}
            range={{ start: split, end: address.length }}
          />
        </span>
      </span>
    </span>
  )
}
