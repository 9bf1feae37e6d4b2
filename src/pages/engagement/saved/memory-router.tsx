import { useMemo, useState, type ReactNode } from 'react'
import { createPath, Router, UNSAFE_LocationContext as LocationContext, type To } from 'react-router'

import { maskAddress } from '#pages/shared/search-location.ts'
import { useMask } from '#pages/shell/mask/use-mask.ts'

/**
 * A router inside the page's own, with a location of its own: what is opened or selected in it stays there, and the page's
 * address does not change. Links in it are masked as the page's are.
 */
export function MemoryRouter({ initialUrl, children }: { initialUrl: string; children: ReactNode }) {
  const [url, setUrl] = useState(initialUrl)
  const { isMasked } = useMask()
  const navigator = useMemo(() => {
    const go = (to: To) => setUrl(toUrl(to))
    const createHref = (to: To) => toUrl(isMasked ? maskAddress(to) : to)
    return { createHref, push: go, replace: go, go: () => {} }
  }, [isMasked])
  return (
    // React Router allows a router in another one only where there is no location.
    // oxlint-disable-next-line typescript/no-non-null-assertion
    <LocationContext value={null!}>
      <Router location={url} navigator={navigator} useTransitions={false}>
        {children}
      </Router>
    </LocationContext>
  )
}

function toUrl(to: To): string {
  return typeof to === 'string' ? to : createPath(to)
}
