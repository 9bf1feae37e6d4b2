import { Problem } from '#contract/problem.ts'
import { useStore } from '#ui/store.ts'

import { unmasking } from '#pages/prefs/mask-pref.ts'
import { ProblemView } from '#pages/shared/problem-view.tsx'
import { useUnmask } from './use-unmask.ts'

/** Why personal data could not be unmasked. */
export function UnmaskErrorBanner() {
  const state = useStore(unmasking)
  const { isMasked, unmask } = useUnmask()
  if (!isMasked || !(state instanceof Problem)) return null
  return (
    <ProblemView
      problem={state}
      title="Personal data stays masked: the audit log couldn’t be reached"
      onRetry={() => void unmask()}
    />
  )
}
