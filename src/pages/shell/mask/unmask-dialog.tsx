import { useState } from 'react'

import { formatClock } from '#format/time/time.ts'
import { formatDuration } from '#format/duration.ts'
import { Button } from '#ui/controls/button.tsx'
import { Dialog } from '#ui/floating/dialog.tsx'
import { useNow } from '#ui/time/use-now.ts'

import { unmaskDurations, type UnmaskDuration } from '#pages/prefs/mask-pref.ts'
import { useTimeZone } from '#pages/prefs/time-zone-pref.ts'
import { useMask } from './use-mask.ts'
import { useUnmask } from './use-unmask.ts'

/** Asks before the mask is lifted, and for how long. On closing, the browser restores the focus. */
export function UnmaskDialog({ onClose }: { onClose: () => void }) {
  const [duration, setDuration] = useState<UnmaskDuration>(unmaskDurations[0])
  const { isEnforced } = useMask()
  const { unmask } = useUnmask()
  const zone = useTimeZone()
  const untilMs = useNow() + duration
  return (
    <Dialog title="Show personal data?" onClose={onClose} className="w-105">
      <form method="dialog" onSubmit={() => void unmask(duration)} className="flex flex-col gap-4">
        <p>
          Phone numbers, e-mail addresses and card numbers become readable on the screen, in copied text and
          in exports, {isEnforced ? 'in this tab' : 'in all tabs of this browser'}. This is written to the
          audit log.
        </p>
        <fieldset>
          <legend className="mb-1 text-xs font-medium text-muted">Show for</legend>
          <div className="flex flex-wrap gap-x-5">
            {unmaskDurations.map((each) => (
              <label key={each} className="flex h-8 items-center gap-2">
                <input
                  type="radio"
                  name="duration"
                  className="focus-ring size-4 accent-accent"
                  checked={each === duration}
                  onChange={() => setDuration(each)}
                />
                {formatDuration(each)}
              </label>
            ))}
          </div>
        </fieldset>
        <p className="text-muted">
          Masked again at {formatClock(untilMs, zone)}, or when you choose “Mask again”.
        </p>
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={({ currentTarget }) => currentTarget.closest('dialog')?.close()}>Cancel</Button>
          <Button variant="primary" type="submit">
            Show personal data
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
