import { useState, type ReactNode } from 'react'
import { createPath, Router, UNSAFE_LocationContext as LocationContext, type To } from 'react-router'

/**
 * A router inside the page's own, with a location of its own: what is opened or selected in it stays there, and the page's
 * address does not change.
 */
export function MemoryRouter({ initialUrl, children }: { initialUrl: string; children: ReactNode }) {
  const [url, setUrl] = useState(initialUrl)
  const [navigator] = useState(() => {
    const go = (to: To) => setUrl(toUrl(to))
    return { createHref: toUrl, push: go, replace: go, go: () => {} }
  })
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
