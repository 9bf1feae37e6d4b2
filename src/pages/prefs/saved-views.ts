import { isArrayOf, isObjectOf, isString } from '#contract/schema/checks.ts'

import { createPref } from './pref.ts'

export const maxSavedViews = 50

/** In UTF-16 units. */
export const maxViewNameLength = 60

/** In UTF-16 units: a long search, and all filters and columns. */
const maxViewLinkLength = 8_000

/** Filters, order and columns of a list, under a name. It fits any flow. */
export type SavedView = {
  name: string
  /** Query and fragment of a list's link. Read like any other link: what is not understood is said when it opens. */
  link: string
}

export const isSavedView = isObjectOf<SavedView>({
  name: (name): name is string => isString(name) && name.trim() !== '' && name.length <= maxViewNameLength,
  link: (link): link is string =>
    isString(link) && link.length <= maxViewLinkLength && (link === '' || /^[?#]/.test(link)),
})

/** The saved views, in the order in which they were saved. */
export const savedViewsPref = createPref<readonly SavedView[]>('views', isArrayOf(isSavedView), [])
