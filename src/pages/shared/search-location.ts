import type { Location, Navigator, To } from 'react-router'
import { parsePath } from 'react-router'

import { isObject, isObjectOf, isString } from '#contract/schema/checks.ts'
import { maskText, maskTypedText } from '#privacy/mask.ts'
import { searchFragment, searchTextIn, serializeQuery } from '#urls/url-encoding.ts'

/*
 * What people search for is about customers, and browsers store every address, also one that replaces another.
 * - While somebody types, the text is in the state of the history entry alone. The address has it after that.
 * - A changed search replaces the history entry of the one before.
 * - While personal data is masked, the address bar and every link have it masked: the text, and the columns and places whose
 *   keys are numbers or e-mail addresses. As they were chosen, they are in the state of the history entry: reloading and
 *   going back keep them, and a copied link leaves them out.
 */

/** The state of a history entry whose search text is still being typed: the address has an older one, or none. */
const isTypingEntry = isObjectOf({ typedText: isString })
/** The state of a history entry whose fragment has a masked search text. */
const hasUnmaskedText = isObjectOf({ searchText: isString })
/** The state of a history entry whose query has masked values. */
const hasUnmaskedQuery = isObjectOf({ query: isString })

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
  return hasUnmaskedText(state) && maskTypedText(state.searchText) === inHash ? state.searchText : inHash
}

/** The query of a history entry as it was chosen. Of an opened link with masked values, those. */
export function queryOf({ search, state }: Pick<Location, 'search' | 'state'>): string {
  return hasUnmaskedQuery(state) && isSameQuery(maskQuery(state.query), search) ? state.query : search
}

/** Whether two queries have the same values: browsers escape more characters than `serializeQuery` does. */
export const isSameQuery = (a: string, b: string): boolean =>
  a === b || new URLSearchParams(a).toString() === new URLSearchParams(b).toString()

type Options = {
  /** Whether addresses are masked. */
  isMasked: boolean
  /** The current history entry. */
  current: () => Pick<Location, 'pathname' | 'hash' | 'state'>
}

/** Wraps React Router's navigator, so that all links and all navigation follow the rules above. */
export function createSearchNavigator(navigator: Navigator, { isMasked, current }: Options): Navigator {
  const address = (to: To) => (isMasked ? maskAddress(to) : to)
  const entryState = (to: To, state: unknown) => (isMasked ? keepUnmasked(to, state) : state)
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

/** The address with its search text and its query masked. The same one if nothing in it is. */
export function maskAddress(to: To): To {
  const { search = '', hash = '' } = toPath(to)
  const typed = searchTextIn(hash)
  const masked = maskTypedText(typed)
  const query = maskQuery(search)
  if (masked === typed && query === search) return to
  return { ...toPath(to), search: query, hash: masked === typed ? hash : searchFragment(masked) }
}

function maskQuery(query: string): string {
  const values = [...new URLSearchParams(query)]
  const masked = values.map(([key, value]) => [key, maskText(value)] as const)
  const isMasked = values.some(([, value], i) => value !== masked[i]?.[1])
  return isMasked ? serializeQuery(Object.fromEntries(masked)) : query
}

/** Adds to the state what is masked in the address. */
function keepUnmasked(to: To, state: unknown): unknown {
  const { search = '', hash = '' } = toPath(to)
  const searchText = searchTextIn(hash)
  const unmasked = {
    ...(maskQuery(search) !== search && { query: search }),
    ...(typedTextIn(state) === null && maskTypedText(searchText) !== searchText && { searchText }),
  }
  if (Object.keys(unmasked).length === 0) return state
  return isObject(state) ? { ...state, ...unmasked } : unmasked
}
