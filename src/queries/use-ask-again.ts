import { useEffect, useEffectEvent } from 'react'

import type { Problem } from '#contract/problem.ts'

import { useStore } from './store.ts'
import { askedAgain, mayHavePassed } from './weather.ts'

/**
 * For what is asked for without a query: asks again once the reason why it failed may have passed, as `askAgain` does for queries.
 * @param problem what it failed with; null when it did not
 */
export function useAskAgain(problem: Problem | null, again: () => void): void {
  const times = useStore(askedAgain)
  const askIfFailed = useEffectEvent(() => {
    if (problem !== null && mayHavePassed(problem)) again()
  })
  useEffect(() => {
    if (times > 0) askIfFailed()
  }, [times])
}
