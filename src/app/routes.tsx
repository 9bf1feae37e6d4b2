import { lazy, Suspense } from 'react'
import type { RouteObject } from 'react-router'

import { routePatterns } from '#address/address.ts'
import { EngagementsPage } from '#pages/engagements/engagements-page.tsx'
import { FlowRedirect } from '#pages/flows/flow-redirect.tsx'
import { NotFoundPage } from '#pages/shell/not-found-page.tsx'

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

const flows = (
  <Suspense>
    <FlowsPage />
  </Suspense>
)

const panel = (
  <Suspense
    fallback={
      <div aria-hidden className="w-full border-line bg-surface lg:w-[44%] lg:min-w-120 lg:border-l" />
    }
  >
    <EngagementPage />
  </Suspense>
)

/** The map of the product. */
export const routes: RouteObject[] = [
  { path: routePatterns.flows, element: flows },
  { path: routePatterns.flow, element: <FlowRedirect /> },
  {
    path: routePatterns.engagements,
    element: <EngagementsPage />,
    children: [{ path: routePatterns.engagement, element: panel }],
  },
  { path: '*', element: <NotFoundPage /> },
]
