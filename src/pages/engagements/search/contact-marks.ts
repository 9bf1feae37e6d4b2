import { createContext } from 'react'

import type { Mark } from '#search/contact-marks.ts'

/** Where a contact's address holds what was searched for; null where it holds none. */
export type MarkOf = (address: string) => Mark | null

export const noMark: MarkOf = () => null

/** It comes by context, so that the columns need not be made anew with each search. */
export const ContactMarks = createContext(noMark)
