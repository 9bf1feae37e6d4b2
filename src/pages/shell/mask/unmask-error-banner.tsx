import { useStore } from '#ui/store.ts'

import { unmasking } from '#pages/prefs/mask-pref.ts'
import { ProblemView } from '#pages/shared/problem-view.tsx'
import { useMask } from './use-mask.ts'
import { useUnmask } from './use-unmask.ts'

/** Why personal data could not be unmasked. */
export function UnmaskErrorBanner() {
  const state = useStore(unmasking)
  const { isMasked } = useMask()
  const { unmask } = useUnmask()
  if (!isMasked || typeof state === 'string') return null
  return (
    <ProblemView
      problem={state.problem}
      title="Personal data stays masked: the audit log couldn’t be reached"
      onRetry={() => void unmask(state.duration)}
    />
  )
}
