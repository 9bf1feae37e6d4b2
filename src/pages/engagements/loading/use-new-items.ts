import { useEffect, useRef, useState } from 'react'

import { isAbort, Problem, normalizeError } from '#contract/problem.ts'
import type { RunList } from '#contract/run-source.ts'
import type { EngagementSid } from '#contract/sid.ts'
import type { NewItems } from '#engine/rpc/load-results.ts'
import { useIsSignedIn } from '#session/session-query.ts'
import { getEngine } from '#queries/clients.ts'
import { useStore } from '#ui/store.ts'
import { useRetryOnRecovery } from '#status/use-retry-on-recovery.ts'
import { connectionStatus } from '#status/system-status.ts'
import { usePoll } from '#ui/time/use-poll.ts'

import type { Loader } from './use-loader.ts'

/** New engagements at the top of the list, and the function that merges them. */
export type NewItemsState = {
  found: NewItems
  /** Consecutive failed checks. */
  failures: number
  merging: 'idle' | 'pending' | Problem
  merge: () => void
}

type Options = {
  runList: RunList
  loader: Loader
  /** The engagements to refresh in the n-th check. */
  selectActive: (round: number) => EngagementSid[]
}

const noNewItems: NewItems = { count: 0, hasMore: false }

/**
 * Checks for new engagements while the list is shown, and refreshes the active ones in view. A failed check raises no
 * error: the next one may succeed.
 */
export function useNewItems({ runList, loader, selectActive }: Options): NewItemsState {
  const [found, setFound] = useState(noNewItems)
  const [failures, setFailures] = useState(0)
  const [merging, setMerging] = useState<NewItemsState['merging']>('idle')
  const round = useRef(0)
  const unmountSignal = useUnmountSignal()
  const isSignedIn = useIsSignedIn()
  const isOnline = useStore(connectionStatus) === 'online'
  const hasPages = loader.pages.length > 0
  // Check at once when the flow was loaded before: it may have new runs by now.
  const [immediate] = useState(hasPages)

  usePoll(
    async (signal) => {
      try {
        const result = await getEngine().call('checkForNew', { runList }, signal)
        setFound(result)
        const engagementSids = document.hidden ? [] : selectActive(round.current++)
        if (engagementSids.length > 0) await getEngine().call('refresh', { runList, engagementSids }, signal)
        setFailures(0)
      } catch (thrown) {
        if (!isAbort(thrown)) setFailures((before) => before + 1)
      }
    },
    {
      enabled: isSignedIn && isOnline && hasPages && loader.state !== 'failed' && merging !== 'pending',
      immediate,
    },
  )

  async function merge(): Promise<void> {
    setMerging('pending')
    try {
      const { added } = await getEngine().call('fetchNew', { runList }, unmountSignal())
      if (added === null) loader.restart()
      setFound(noNewItems)
      setMerging('idle')
    } catch (thrown) {
      if (!isAbort(thrown)) setMerging(normalizeError(thrown))
    }
  }

  useRetryOnRecovery(merging instanceof Problem ? merging : null, () => void merge())

  return { found, failures, merging, merge: () => void merge() }
}

/** A signal that aborts when the component unmounts. */
function useUnmountSignal(): () => AbortSignal | undefined {
  const controller = useRef<AbortController | null>(null)
  useEffect(() => {
    controller.current = new AbortController()
    return () => controller.current?.abort()
  }, [])
  return () => controller.current?.signal
}
