import type { ClientAuditEvent } from '#contract/flowdesk-api.ts'
import { normalizeError } from '#contract/problem.ts'
import { sendAuditEvent } from '#session/send-audit-event.ts'

import { unmaskedInTab, unmasking, maskPref } from '#pages/prefs/mask-pref.ts'
import { useSidParam } from '#pages/shared/use-url-state.ts'
import { useMask } from './use-mask.ts'

/** Masks and unmasks personal data. `unmask` first writes to the audit log; if that fails, data stays masked and `unmasking` has the problem. */
export function useUnmask(): { isMasked: boolean; mask: () => void; unmask: () => Promise<void> } {
  const { isMasked, isEnforced } = useMask()
  const auditEvent = useUnmaskEvent()

  function setUnmasked(isUnmasked: boolean): void {
    if (isEnforced) unmaskedInTab.set(isUnmasked)
    else maskPref.write(!isUnmasked)
  }

  async function unmask(): Promise<void> {
    if (unmasking.get() === 'pending') return
    unmasking.set('pending')
    try {
      await sendAuditEvent(auditEvent)
      setUnmasked(true)
      unmasking.set('idle')
    } catch (thrown) {
      unmasking.set(normalizeError(thrown))
    }
  }

  return { isMasked, mask: () => setUnmasked(false), unmask }
}

/** The audit event: which flow and engagement are on the screen. */
function useUnmaskEvent(): ClientAuditEvent {
  const flow = useSidParam('flowSid', 'FW').sid
  const engagement = useSidParam('engagementSid', 'FN').sid
  if (flow === null) return { event: 'unmask' }
  return engagement === null ? { event: 'unmask', flow } : { event: 'unmask', flow, engagement }
}
