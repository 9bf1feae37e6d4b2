import { useQuery } from '@tanstack/react-query'

import { sessionQuery } from '#session/session-query.ts'
import { useStore } from '#ui/store.ts'
import { useIsBefore } from '#ui/time/use-is-before.ts'

import { maskPref, unmaskedUntilInTab, unmaskedUntilPref } from '#pages/prefs/mask-pref.ts'
import { usePref } from '#pages/prefs/pref.ts'

type Mask = {
  isMasked: boolean
  /** Whether the server masks by default. */
  isEnforced: boolean
  /** When a lifted mask returns, in milliseconds since 1970; null while it is not lifted. */
  unmaskedUntilMs: number | null
}

/** Whether personal data is masked. Rerenders when a lifted mask returns. */
export function useMask(): Mask {
  const isEnforced = useQuery(sessionQuery()).data?.mask === true
  const isPreferred = usePref(maskPref)
  const untilInBrowser = usePref(unmaskedUntilPref)
  const untilInTab = useStore(unmaskedUntilInTab)
  const untilMs = isEnforced ? untilInTab : untilInBrowser
  const isLifted = useIsBefore(untilMs)
  const isOn = isEnforced || isPreferred
  return { isMasked: isOn && !isLifted, isEnforced, unmaskedUntilMs: isOn && isLifted ? untilMs : null }
}
