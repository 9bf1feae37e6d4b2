import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent } from 'react'

import { shortcuts } from '#ui/keys/shortcuts.ts'
import { useShortcut } from '#ui/keys/use-shortcut.ts'

/** First parts of the query keys that are fetched again: of the flows and of the open run. Lists of runs load new runs instead. */
const refreshed = new Set<unknown>(['flows', 'flow', 'engagement', 'context', 'steps'])

let refreshScreen: (() => void) | null = null

/** Loads what is on the screen again; null where a screen has nothing to load. */
export const currentRefresh = (): (() => void) | null => refreshScreen

/** The shortcut `r`: loads what is on the screen again. @param onRefresh does the same for what is not in the query cache */
export function useRefreshShortcut(onRefresh: () => void = () => {}): void {
  const client = useQueryClient()
  function refresh() {
    void client.refetchQueries({ type: 'active', predicate: ({ queryKey }) => refreshed.has(queryKey[0]) })
    onRefresh()
  }
  useShortcut(shortcuts.refresh, refresh)
  const onCommand = useEffectEvent(refresh)
  useEffect(() => {
    refreshScreen = () => onCommand()
    return () => {
      refreshScreen = null
    }
  }, [])
}
