import { useQuery } from '@tanstack/react-query'
import { Suspense, useDeferredValue, useEffect, useState, type ReactNode } from 'react'

import { normalizeError } from '#contract/problem.ts'
import { sessionQuery } from '#session/session-query.ts'

import { ProblemView } from '#pages/shared/problem-view.tsx'
import { PageLayout } from '#pages/shell/page-layout.tsx'
import type { SignInError } from './return-url.ts'
import { waitForServer } from '#ui/is-server-reachable.ts'
import { lazyChunk } from '#ui/lazy/lazy-chunk.ts'

// Loaded on demand: most users are signed in already, or need not sign in.
const SignInPage = lazyChunk(async () => (await import('./sign-in-page.tsx')).SignInPage)
const SessionExpiredDialog = lazyChunk(
  async () => (await import('./session-expired-dialog.tsx')).SessionExpiredDialog,
)

type AuthGateProps = {
  /** Why the sign-in at the provider just failed. */
  signInError: SignInError | null
  children: ReactNode
}

/**
 * Renders `children` only when the user is signed in. When the session ends later, `children` stay and a dialog over
 * them asks the user to sign in again.
 */
export function AuthGate({ signInError, children }: AuthGateProps) {
  const { data: newSession, error, refetch } = useQuery(sessionQuery())
  const [wasSignedIn, setWasSignedIn] = useState(false)
  // React renders the first page in pieces, so that the browser stays responsive. What changes later shows at once.
  const firstSession = useDeferredValue(newSession)
  const session = wasSignedIn ? newSession : firstSession
  useRetryWhenReachable(session === undefined ? error : null, refetch)
  const isSignedIn = session !== undefined && session.user !== null
  if (isSignedIn && !wasSignedIn) setWasSignedIn(true)

  if (session === undefined) {
    return (
      <PageLayout title="">
        {error !== null && (
          <ProblemView
            variant="page"
            as="h1"
            problem={normalizeError(error)}
            title="Flowdesk isn’t responding"
            onRetry={() => void refetch()}
          />
        )}
      </PageLayout>
    )
  }
  if (!isSignedIn && !wasSignedIn) {
    return (
      <Suspense fallback={<PageLayout title="Sign in" />}>
        <SignInPage session={session} error={signInError} />
      </Suspense>
    )
  }
  return (
    <>
      {children}
      {!isSignedIn && (
        <Suspense>
          <SessionExpiredDialog session={session} />
        </Suspense>
      )}
    </>
  )
}

/**
 * Retries when the server responds again. Only here: the global watchers notice failures of Twilio's requests, and before
 * the session is known there are none.
 * @param error null without a failure
 */
function useRetryWhenReachable(error: Error | null, retry: () => unknown): void {
  const isServerDown = error !== null && normalizeError(error).kind === 'unreachable'
  useEffect(() => {
    if (!isServerDown) return
    const abort = new AbortController()
    const { signal } = abort
    void waitForServer(signal).then(() => signal.aborted || retry())
    return () => abort.abort()
  }, [isServerDown, retry])
}
