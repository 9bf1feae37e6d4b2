import { Eye } from 'lucide'

import { formatClock } from '#format/time/time.ts'
import { minuteMs } from '#format/time/time-units.ts'
import { formatDuration } from '#format/duration.ts'
import { Icon } from '#ui/icon.tsx'
import { Button } from '#ui/controls/button.tsx'
import { useSecondsLeft } from '#ui/time/use-seconds-left.ts'

import { useTimeZone } from '#pages/prefs/time-zone-pref.ts'
import { useMask } from './use-mask.ts'
import { useUnmask } from './use-unmask.ts'

/** Says that the mask is lifted, for how long, and masks again. Announces both, so it stays mounted afterwards. */
export function MaskStrip() {
  const { unmaskedUntilMs } = useMask()
  const zone = useTimeZone()
  return (
    <>
      <span role="status" className="sr-only">
        {unmaskedUntilMs === null
          ? 'Personal data is masked again.'
          : `Personal data is visible until ${formatClock(unmaskedUntilMs, zone)}.`}
      </span>
      {unmaskedUntilMs !== null && <VisibleStrip untilMs={unmaskedUntilMs} />}
    </>
  )
}

function VisibleStrip({ untilMs }: { untilMs: number }) {
  const { mask } = useUnmask()
  const zone = useTimeZone()
  const seconds = useSecondsLeft(untilMs)
  // Whole minutes while there are some: seconds that run distract.
  const leftMs = seconds > 60 ? Math.ceil(seconds / 60) * minuteMs : seconds * 1000
  return (
    <div
      role="region"
      aria-label="Personal data visible"
      className="flex h-8 shrink-0 items-center gap-2 border-b border-warn bg-warn-soft px-5 max-sm:px-3 tiny:h-6"
    >
      <Icon icon={Eye} size={14} className="shrink-0 text-warn" />
      <p className="min-w-0 truncate text-warn max-sm:text-xs">
        <span className="font-medium">Personal data visible</span>
        <span className="tabular-nums max-sm:hidden"> until {formatClock(untilMs, zone)}</span>
        <span className="tabular-nums"> · {formatDuration(leftMs)}</span>
        <span className="max-[360px]:sr-only"> left</span>
      </p>
      <Button size="sm" className="tiny:h-5" onClick={mask}>
        Mask again
      </Button>
    </div>
  )
}
