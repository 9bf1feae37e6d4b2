import { createContext, use, useMemo } from 'react'

import type { TextRange } from '#search/interpret/contact-highlights.ts'

import { useSearchModule } from '#pages/shared/search/load-search.ts'
import { ContactAddress } from '#pages/shared/contact-address.tsx'

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

/** A contact's address, with the search match highlighted. */
export function ContactText({ address }: { address: string }) {
  return <ContactAddress address={address} highlight={use(ContactHighlightContext)(address)} />
}
