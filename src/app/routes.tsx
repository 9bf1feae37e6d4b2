import { Suspense, type ReactNode } from 'react'
import type { RouteObject } from 'react-router'

import type { RunSource } from '#contract/run-source.ts'
import { routePatterns } from '#urls/urls.ts'
import { PageLayout } from '#pages/shell/page-layout.tsx'
import { EngagementsPage } from '#pages/engagements/engagements-page.tsx'

import { ErrorBoundary } from './error-boundary.tsx'
import { lazyChunk } from '#ui/lazy/lazy-chunk.ts'

// The panel's code, most of it the JSON viewer, loads when a run is first opened.
const EngagementPage = lazyChunk(
  async () => (await import('#pages/engagement/engagement-page.tsx')).EngagementPage,
)

// Most links lead to a list, so all other pages load on demand.
const FlowsPage = lazyChunk(async () => (await import('#pages/flows/flows-page.tsx')).FlowsPage)

const OpenSavedRun = lazyChunk(
  async () => (await import('#pages/engagement/saved/open-saved-run.tsx')).OpenSavedRun,
)

const FlowRedirect = lazyChunk(async () => (await import('#pages/flows/flow-redirect.tsx')).FlowRedirect)
const NotFoundPage = lazyChunk(async () => (await import('#pages/shell/not-found-page.tsx')).NotFoundPage)
const SignedInPage = lazyChunk(async () => (await import('#pages/sign-in/signed-in-page.tsx')).SignedInPage)

const panelClass = 'w-full border-line bg-surface lg:w-[44%] lg:min-w-120 lg:border-l'

// Bars in place of the panel’s lines, while its code loads.
const panelSkeletonClass = `${panelClass} animate-pulse bg-[repeating-linear-gradient(var(--color-hover)_0_10px,transparent_10px_22px)] bg-clip-content p-5`

// With its own boundary, an error in the panel leaves the list as it is.
const panelOf = (source: RunSource) => (
  <ErrorBoundary className={panelClass}>
    <Suspense fallback={<div aria-hidden className={panelSkeletonClass} />}>
      <EngagementPage source={source} />
    </Suspense>
  </ErrorBoundary>
)

const flowsSkeleton = (
  <PageLayout title="">
    <div
      aria-hidden
      className="m-5 w-1/2 flex-1 animate-pulse bg-[repeating-linear-gradient(var(--color-line)_0_12px,transparent_12px_40px)]"
    />
  </PageLayout>
)

const withSuspense = (page: ReactNode, fallback?: ReactNode) => (
  <Suspense fallback={fallback}>{page}</Suspense>
)

/** All pages by URL. */
export const routes: RouteObject[] = [
  {
    path: routePatterns.flows,
    element: withSuspense(<FlowsPage openSavedRun={<OpenSavedRun />} />, flowsSkeleton),
  },
  { path: routePatterns.flow, element: withSuspense(<FlowRedirect />) },
  {
    path: routePatterns.engagements,
    element: <EngagementsPage source="engagements" />,
    children: [{ path: routePatterns.engagement, element: panelOf('engagements') }],
  },
  {
    path: routePatterns.executions,
    element: <EngagementsPage source="executions" />,
    children: [{ path: routePatterns.execution, element: panelOf('executions') }],
  },
  { path: routePatterns.signedIn, element: withSuspense(<SignedInPage />) },
  { path: '*', element: withSuspense(<NotFoundPage />) },
]
