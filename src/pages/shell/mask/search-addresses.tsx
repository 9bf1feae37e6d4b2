import { use, useEffect, useEffectEvent, useLayoutEffect, useMemo, type ReactNode } from 'react'
import { UNSAFE_NavigationContext as NavigationContext, parsePath, useLocation } from 'react-router'

import { isObject } from '#contract/schema/checks.ts'
import { searchFragment, searchTextIn } from '#urls/url-encoding.ts'

import {
  createSearchNavigator,
  isSameQuery,
  queryOf,
  searchTextOf,
  typedTextIn,
} from '#pages/shared/search-location.ts'
import { useMask } from './use-mask.ts'

/** Ms after the last key until the address has the search text. It also has it when the search box is left. */
const typingPauseMs = 1_000

/** The current history entry, as React Router's hooks return it: navigation may be faster than rendering. */
function currentEntry() {
  // React Router's own state of the entry, which has the app's.
  const entry: unknown = window.history.state
  const { pathname, hash } = window.location
  return { pathname, hash, state: isObject(entry) ? entry['usr'] : null }
}

/**
 * Keeps addresses to what `search-location.ts` says, in all links and navigation below. React Router has
 * no public way to change them; this is the context that its links and `navigate` read.
 */
export function SearchAddresses({ children }: { children: ReactNode }) {
  const plain = use(NavigationContext)
  const { isMasked } = useMask()
  const context = useMemo(
    () => ({
      ...plain,
      navigator: createSearchNavigator(plain.navigator, { isMasked, current: currentEntry }),
    }),
    [plain, isMasked],
  )
  const location = useLocation()
  const { pathname, hash, state } = location
  const typedText = typedTextIn(state)
  const search = queryOf(location)

  // The mask was switched, or the reader came to an address from before.
  useLayoutEffect(() => {
    const isTyping = typedTextIn(state) !== null
    const path = { pathname, search, hash: isTyping ? hash : searchFragment(searchTextOf({ hash, state })) }
    const wanted = parsePath(context.navigator.createHref(path))
    const isWanted =
      isSameQuery(wanted.search ?? '', location.search) &&
      searchTextIn(wanted.hash ?? '') === searchTextIn(hash)
    if (!isWanted) context.navigator.replace(path, isTyping ? state : null)
  }, [context, pathname, search, location.search, hash, state])

  const writeTyped = useEffectEvent(() => {
    if (typedText !== null)
      context.navigator.replace({ pathname, search, hash: searchFragment(typedText) }, null)
  })
  useEffect(() => {
    if (typedText === null) return
    let timer = setTimeout(writeTyped, typingPauseMs)
    const onFocusOut = () => {
      clearTimeout(timer)
      // The search box first submits what was typed last.
      timer = setTimeout(writeTyped)
    }
    window.addEventListener('focusout', onFocusOut)
    return () => {
      clearTimeout(timer)
      window.removeEventListener('focusout', onFocusOut)
    }
  }, [typedText])

  return <NavigationContext value={context}>{children}</NavigationContext>
}

/** Makes the absolute URL of a path to copy. While personal data is masked, it is masked there as well. */
export function useShareableUrl(): (path: string) => string {
  const { navigator } = use(NavigationContext)
  return (path) => window.location.origin + navigator.createHref(path)
}
