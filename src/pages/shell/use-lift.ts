import type { AuditNote } from '#contract/audit.ts'
import { toProblem } from '#contract/problem.ts'
import { tellAudit } from '#queries/audit.ts'

import { liftedHere, lifting, maskPref } from '#pages/prefs/mask.ts'
import { useSidParam } from '#pages/shared/use-view.ts'
import { useMask } from './use-mask.ts'

/** Puts the mask on, and lifts it once the audit has been told; if that fails it stays on, and `lifting` has the reason. */
export function useLift(): { isOn: boolean; putOn: () => void; lift: () => Promise<void> } {
  const { isOn, isAlways } = useMask()
  const note = useNote()

  function show(isShown: boolean): void {
    if (isAlways) liftedHere.set(isShown)
    else maskPref.write(!isShown)
  }

  async function lift(): Promise<void> {
    if (lifting.get() === 'now') return
    lifting.set('now')
    try {
      await tellAudit(note)
      show(true)
      lifting.set('no')
    } catch (thrown) {
      lifting.set(toProblem(thrown))
    }
  }

  return { isOn, putOn: () => show(false), lift }
}

/** What is on the screen when the mask is lifted. */
function useNote(): AuditNote {
  const flow = useSidParam('flowSid', 'FW').sid
  const engagement = useSidParam('engagementSid', 'FN').sid
  if (flow === null) return { event: 'unmask' }
  return engagement === null ? { event: 'unmask', flow } : { event: 'unmask', flow, engagement }
}
