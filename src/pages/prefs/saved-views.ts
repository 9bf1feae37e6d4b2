import * as z from 'zod/mini'

import { createPref } from './pref.ts'

export const maxSavedViews = 50

/** In UTF-16 units. */
export const maxViewNameLength = 60

/** In UTF-16 units: a long search, and all filters and columns. */
const maxViewLinkLength = 8_000

// `refine`, not the checks of lengths and patterns: the first screen would load those too.
export const savedViewSchema = z.object({
  name: z.string().check(z.refine((name) => name.trim() !== '' && name.length <= maxViewNameLength)),
  /** Query and fragment of a list's link. Read like any other link: what is not understood is said when it opens. */
  link: z
    .string()
    .check(z.refine((link) => link.length <= maxViewLinkLength && (link === '' || /^[?#]/.test(link)))),
})

/** Filters, order and columns of a list, under a name. It fits any flow. */
export type SavedView = z.infer<typeof savedViewSchema>

/** The saved views, in the order in which they were saved. */
export const savedViewsPref = createPref<readonly SavedView[]>('views', z.array(savedViewSchema), [])
