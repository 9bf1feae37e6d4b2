import { lazy, Suspense, type ReactNode } from 'react'
import type { RouteObject } from 'react-router'

import { routePatterns } from '#address/address.ts'
import { EngagementsPage } from '#pages/engagements/engagements-page.tsx'
import { FlowRedirect } from '#pages/flows/flow-redirect.tsx'

import { ErrorBoundary } from './error-boundary.tsx'

// What the panel needs, the reader of contexts above all, loads when a run is first opened.
const EngagementPage = lazy(async () => {
  const { EngagementPage: component } = await import('#pages/engagement/engagement-page.tsx')
  return { default: component }
})

// Links lead to a list; the flows, and the grammar of their search, come for those who begin there.
const FlowsPage = lazy(async () => {
  const { FlowsPage: component } = await import('#pages/flows/flows-page.tsx')
  return { default: component }
})

const NotFoundPage = lazy(async () => {
  const { NotFoundPage: component } = await import('#pages/shell/not-found-page.tsx')
  return { default: component }
})

const SignedInPage = lazy(async () => {
  const { SignedInPage: component } = await import('#pages/door/signed-in-page.tsx')
  return { default: component }
})

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
  { path: routePatterns.flow, element: <FlowRedirect /> },
  {
    path: routePatterns.engagements,
    element: <EngagementsPage />,
    children: [{ path: routePatterns.engagement, element: panel }],
  },
  { path: routePatterns.signedIn, element: whole(<SignedInPage />) },
  { path: '*', element: whole(<NotFoundPage />) },
]
