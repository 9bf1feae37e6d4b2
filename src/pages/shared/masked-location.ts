import type { Location, Navigator, To } from 'react-router'
import { parsePath } from 'react-router'
import * as z from 'zod/mini'

import { maskTypedText } from '#privacy/mask.ts'
import { searchFragment, searchTextIn } from '#urls/url-encoding.ts'

/*
 * While personal data is masked, the address bar and every link have the search text masked as well. The text as it was
 * typed is in the state of the history entry: reloading and going back keep the search, and a copied link leaves it out.
 */

/** The state of a history entry whose fragment has a masked search text. */
const maskedEntrySchema = z.object({ searchText: z.string() })

/** The search text of a history entry as it was typed. Of an opened link with a masked text, that masked text. */
export function searchTextOf({ hash, state }: Pick<Location, 'hash' | 'state'>): string {
  const inHash = searchTextIn(hash)
  const { success, data } = maskedEntrySchema.safeParse(state)
  return success && maskTypedText(data.searchText) === inHash ? data.searchText : inHash
}

/** Wraps React Router's navigator: masks the search text of all links, and navigates to masked addresses. */
export function maskNavigator(navigator: Navigator): Navigator {
  return {
    ...navigator,
    createHref: (to) => navigator.createHref(maskAddress(to)),
    push: (to, state, options) => navigator.push(maskAddress(to), keepTyped(to, state), options),
    replace: (to, state, options) => navigator.replace(maskAddress(to), keepTyped(to, state), options),
  }
}

function toPath(to: To) {
  return typeof to === 'string' ? parsePath(to) : to
}

function maskAddress(to: To): To {
  const typed = searchTextIn(toPath(to).hash ?? '')
  const masked = maskTypedText(typed)
  return masked === typed ? to : { ...toPath(to), hash: searchFragment(masked) }
}

function keepTyped(to: To, state: unknown): unknown {
  const searchText = searchTextIn(toPath(to).hash ?? '')
  return maskTypedText(searchText) === searchText ? state : { searchText }
}
