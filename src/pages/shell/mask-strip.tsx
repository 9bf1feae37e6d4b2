import { Problem } from '#contract/problem.ts'
import { useStore } from '#queries/store.ts'

import { lifting } from '#pages/prefs/mask.ts'
import { ProblemView } from '#pages/shared/problem-view.tsx'
import { useLift } from './use-lift.ts'

/** Why the mask could not be lifted. */
export function MaskStrip() {
  const state = useStore(lifting)
  const { isOn, lift } = useLift()
  if (!isOn || !(state instanceof Problem)) return null
  return (
    <ProblemView
      problem={state}
      title="Personal data stays masked: the audit could not be told"
      onRetry={() => void lift()}
    />
  )
}
