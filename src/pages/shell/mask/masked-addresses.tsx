import { use, useLayoutEffect, useMemo, type ReactNode } from 'react'
import { UNSAFE_NavigationContext as NavigationContext, useLocation } from 'react-router'

import { searchFragment, searchTextIn } from '#urls/url-encoding.ts'

import { maskNavigator, searchTextOf } from '#pages/shared/masked-location.ts'
import { useMask } from './use-mask.ts'

/**
 * While personal data is masked, masks the search text in the address bar and in all links below. React Router has no
 * public way to change how links are written; this is the context that its links and `navigate` read.
 */
export function MaskedAddresses({ children }: { children: ReactNode }) {
  const unmasked = use(NavigationContext)
  const { isMasked } = useMask()
  const context = useMemo(
    () => (isMasked ? { ...unmasked, navigator: maskNavigator(unmasked.navigator) } : unmasked),
    [unmasked, isMasked],
  )
  const { pathname, search, hash, state } = useLocation()

  // The mask was switched, or the reader came to an address from before.
  useLayoutEffect(() => {
    const path = { pathname, search, hash: searchFragment(searchTextOf({ hash, state })) }
    const href = context.navigator.createHref(path)
    const hashIndex = href.indexOf('#')
    const wanted = searchTextIn(hashIndex < 0 ? '' : href.slice(hashIndex))
    if (wanted !== searchTextIn(hash)) context.navigator.replace(path, null)
  }, [context, pathname, search, hash, state])

  return <NavigationContext value={context}>{children}</NavigationContext>
}

/** Makes the absolute URL of a path to copy. While personal data is masked, its search text is masked as well. */
export function useShareableUrl(): (path: string) => string {
  const { navigator } = use(NavigationContext)
  return (path) => window.location.origin + navigator.createHref(path)
}
