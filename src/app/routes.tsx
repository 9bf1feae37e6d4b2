import { lazy, Suspense, type ReactNode } from 'react'
import type { RouteObject } from 'react-router'

import { routePatterns } from '#address/address.ts'
import { EngagementsPage } from '#pages/engagements/engagements-page.tsx'

import { ErrorBoundary } from './error-boundary.tsx'
import { part } from './missing-part.ts'

// What the panel needs, the reader of contexts above all, loads when a run is first opened.
const EngagementPage = lazy(async () => ({
  default: (await part(() => import('#pages/engagement/engagement-page.tsx'))).EngagementPage,
}))

// Links lead to a list; the flows, and the grammar of their search, come for those who begin there.
const FlowsPage = lazy(async () => ({
  default: (await part(() => import('#pages/flows/flows-page.tsx'))).FlowsPage,
}))

const FlowRedirect = lazy(async () => ({
  default: (await part(() => import('#pages/flows/flow-redirect.tsx'))).FlowRedirect,
}))

const NotFoundPage = lazy(async () => ({
  default: (await part(() => import('#pages/shell/not-found-page.tsx'))).NotFoundPage,
}))

const SignedInPage = lazy(async () => ({
  default: (await part(() => import('#pages/door/signed-in-page.tsx'))).SignedInPage,
}))

const panelPlace = 'w-full border-line bg-surface lg:w-[44%] lg:min-w-120 lg:border-l'

// A run that cannot be shown leaves the list beside it as it is.
const panel = (
  <ErrorBoundary className={panelPlace}>
    <Suspense fallback={<div aria-hidden className={panelPlace} />}>
      <EngagementPage />
    </Suspense>
  </ErrorBoundary>
)

const whole = (page: ReactNode) => <Suspense>{page}</Suspense>

/** The map of the product. */
export const routes: RouteObject[] = [
  { path: routePatterns.flows, element: whole(<FlowsPage />) },
  { path: routePatterns.flow, element: whole(<FlowRedirect />) },
  {
    path: routePatterns.engagements,
    element: <EngagementsPage />,
    children: [{ path: routePatterns.engagement, element: panel }],
  },
  { path: routePatterns.signedIn, element: whole(<SignedInPage />) },
  { path: '*', element: whole(<NotFoundPage />) },
]
