import type { Location, Navigator, To } from 'react-router'
import { parsePath } from 'react-router'

import { isObjectOf, isString } from '#contract/schema/checks.ts'
import { maskTypedText } from '#privacy/mask.ts'
import { searchFragment, searchTextIn } from '#urls/url-encoding.ts'

/*
 * What people search for is about customers, and browsers store every address, also one that replaces another.
 * - While somebody types, the text is in the state of the history entry alone. The address has it after that.
 * - A changed search replaces the history entry of the one before.
 * - While personal data is masked, the address bar and every link have the text masked. The text as it was typed is in the
 *   state of the history entry: reloading and going back keep the search, and a copied link leaves it out.
 */

/** The state of a history entry whose search text is still being typed: the address has an older one, or none. */
const isTypingEntry = isObjectOf({ typedText: isString })
/** The state of a history entry whose fragment has a masked search text. */
const isMaskedEntry = isObjectOf({ searchText: isString })

/** The state of a history entry while its search text is being typed. */
export const typingState = (typedText: string): { typedText: string } => ({ typedText })

/** The text that is being typed; null in the state of any other entry. */
export function typedTextIn(state: unknown): string | null {
  return isTypingEntry(state) ? state.typedText : null
}

/** The search text of a history entry as it was typed. Of an opened link with a masked text, that masked text. */
export function searchTextOf({ hash, state }: Pick<Location, 'hash' | 'state'>): string {
  const typed = typedTextIn(state)
  if (typed !== null) return typed
  const inHash = searchTextIn(hash)
  return isMaskedEntry(state) && maskTypedText(state.searchText) === inHash ? state.searchText : inHash
}

type Options = {
  /** Whether addresses have the search text masked. */
  isMasked: boolean
  /** The current history entry. */
  current: () => Pick<Location, 'pathname' | 'hash' | 'state'>
}

/** Wraps React Router's navigator, so that all links and all navigation follow the rules above. */
export function createSearchNavigator(navigator: Navigator, { isMasked, current }: Options): Navigator {
  const address = (to: To) => (isMasked ? maskAddress(to) : to)
  const entryState = (to: To, state: unknown) => (isMasked ? keepTyped(to, state) : state)
  return {
    ...navigator,
    createHref: (to) => navigator.createHref(address(to)),
    push: (to, state, options) => {
      const change = isOtherSearch(current(), to, state) ? 'replace' : 'push'
      navigator[change](address(to), entryState(to, state), options)
    },
    replace: (to, state, options) => navigator.replace(address(to), entryState(to, state), options),
  }
}

/** Whether the page stays and its search text changes. */
function isOtherSearch(current: ReturnType<Options['current']>, to: To, state: unknown): boolean {
  const before = searchTextOf(current)
  const { pathname, hash = '' } = toPath(to)
  return before !== '' && pathname === current.pathname && searchTextOf({ hash, state }) !== before
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
  if (typedTextIn(state) !== null) return state
  const searchText = searchTextIn(toPath(to).hash ?? '')
  return maskTypedText(searchText) === searchText ? state : { searchText }
}
