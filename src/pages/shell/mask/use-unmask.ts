import type { ClientAuditEvent } from '#contract/flowdesk-api.ts'
import { normalizeError } from '#contract/problem.ts'
import { sendAuditEvent } from '#session/send-audit-event.ts'

import {
  maskPref,
  unmaskedUntilInTab,
  unmaskedUntilPref,
  unmasking,
  type UnmaskDuration,
} from '#pages/prefs/mask-pref.ts'
import { useSidParam } from '#pages/shared/use-url-state.ts'
import { useMask } from './use-mask.ts'

type Unmask = {
  mask: () => void
  /** First writes to the audit log; if that fails, data stays masked and `unmasking` has the problem. @param duration ms */
  unmask: (duration: UnmaskDuration) => Promise<void>
}

/** Masks personal data, and lifts the mask for a time. */
export function useUnmask(): Unmask {
  const { isEnforced } = useMask()
  const auditEvent = useUnmaskEvent()

  function setUnmaskedUntil(ms: number): void {
    if (isEnforced) {
      unmaskedUntilInTab.set(ms)
    } else {
      unmaskedUntilPref.write(ms)
      maskPref.write(true)
    }
  }

  async function unmask(duration: UnmaskDuration): Promise<void> {
    if (unmasking.get() === 'pending') return
    unmasking.set('pending')
    try {
      await sendAuditEvent(auditEvent)
      setUnmaskedUntil(Date.now() + duration)
      unmasking.set('idle')
    } catch (thrown) {
      unmasking.set({ problem: normalizeError(thrown), duration })
    }
  }

  return { mask: () => setUnmaskedUntil(0), unmask }
}

/** The audit event: which flow and engagement are on the screen. */
function useUnmaskEvent(): ClientAuditEvent {
  const flow = useSidParam('flowSid', 'FW').sid
  const engagement = useSidParam('engagementSid', 'FN').sid
  if (flow === null) return { event: 'unmask' }
  return engagement === null ? { event: 'unmask', flow } : { event: 'unmask', flow, engagement }
}
