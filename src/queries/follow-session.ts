import { hashKey, type QueryClient } from '@tanstack/react-query'

import type { Session } from '#contract/session.ts'

import { askAgain } from './ask-again.ts'
import { askSession, sessionQuery } from './session.ts'

/** Milliseconds before the same contradiction is believed again: the server knows who asks, and yet refuses. */
const patience = 10_000

type Leave = {
  /** Somebody else has signed in: all that was read must go, and the page begin anew. */
  startOver: () => void
  /** Somebody signed out, in another tab. */
  goHome: () => void
}

/**
 * Follows who has signed in. When it is the same person again, everything that failed meanwhile is asked again.
 * @returns what it has to hear of
 */
export function followSession(client: QueryClient, { startOver, goHome }: Leave, now = Date.now) {
  const hash = hashKey(sessionQuery().queryKey)
  let user: string | null = null
  let isOut = false
  let contradicted = -Infinity

  function hear(session: Session | undefined): void {
    if (session === undefined) return
    if (session.user === null) isOut = user !== null
    else if (user === null) ({ user } = session)
    else if (session.user !== user) startOver()
    else if (isOut) {
      isOut = false
      askAgain(client)
    }
  }

  hear(client.getQueryData(sessionQuery().queryKey))
  client.getQueryCache().subscribe(({ type, query }) => {
    if (type === 'updated' && query.queryHash === hash) hear(client.getQueryData(sessionQuery().queryKey))
  })

  const ask = () => askSession(client).catch(() => null)

  return {
    /** Something was refused because nobody has signed in: so the server is asked whether that is so. */
    refused: async (): Promise<void> => {
      const session = await ask()
      if (session === null || session.user === null || now() - contradicted < patience) return
      // Signed in again before the refusal was here.
      contradicted = now()
      askAgain(client)
    },
    /** Another tab has news. */
    told: (word: 'changed' | 'left'): void => {
      if (word === 'left') goHome()
      else void ask()
    },
    /** Somebody is back at this tab. */
    lookedAt: (): void => {
      if (isOut) void ask()
    },
  }
}
