import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState, type ReactNode } from 'react'

import { toProblem } from '#contract/problem.ts'
import { sessionQuery } from '#queries/session.ts'

import { ProblemView } from '#pages/shared/problem-view.tsx'
import { Frame } from '#pages/shell/frame.tsx'
import type { Refusal } from './way-back.ts'

// Most have signed in already, or need not.
const SignInPage = lazy(async () => ({ default: (await import('./sign-in-page.tsx')).SignInPage }))
const SignInAgain = lazy(async () => ({ default: (await import('./sign-in-again.tsx')).SignInAgain }))

type DoorProps = {
  /** Why a sign-in at the provider came to nothing, just now. */
  refusal: Refusal | null
  /** What is behind it. */
  children: ReactNode
}

/**
 * Lets in whoever has signed in: before, nothing behind it is drawn or asked for. Whoever was inside stays when the
 * session ends; a dialog over the screen asks them to sign in again.
 */
export function Door({ refusal, children }: DoorProps) {
  const { data: session, error, refetch } = useQuery(sessionQuery())
  const [wasIn, setWasIn] = useState(false)
  const isIn = session !== undefined && session.user !== null
  if (isIn && !wasIn) setWasIn(true)

  if (session === undefined) {
    return (
      <Frame title="">
        {error !== null && (
          <ProblemView
            as="whole"
            problem={toProblem(error)}
            title="Flowdesk does not answer"
            onRetry={() => void refetch()}
          />
        )}
      </Frame>
    )
  }
  if (!isIn && !wasIn) {
    return (
      <Suspense fallback={<Frame title="Sign in" />}>
        <SignInPage session={session} refusal={refusal} />
      </Suspense>
    )
  }
  return (
    <>
      {children}
      {!isIn && (
        <Suspense>
          <SignInAgain session={session} />
        </Suspense>
      )}
    </>
  )
}
