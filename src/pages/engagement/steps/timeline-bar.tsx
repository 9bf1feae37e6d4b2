import { useMemo } from 'react'

import type { StepSid } from '#contract/sid.ts'
import type { Step } from '#contract/resources.ts'
import { formatDuration } from '#format/duration.ts'
import { formatTimeOfDay, parseTime } from '#format/time/time.ts'
import { buildTimeline } from '#story/timeline.ts'
import { useNow } from '#ui/time/use-now.ts'
import { useDisplayText } from '#ui/text/text-mask.ts'

import { useTimeZone } from '#pages/prefs/time-zone-pref.ts'

type TimelineBarProps = {
  steps: readonly Step[]
  isActive: boolean
  /** Index of the selected step; −1 for none. */
  selectedIndex: number
  onSelect: (step: StepSid) => void
}

/** Where the time went. Mouse only: the list below has the same times for keyboard and screen reader. */
export function TimelineBar({ steps, isActive, selectedIndex, onSelect }: TimelineBarProps) {
  const now = useNow()
  const zone = useTimeZone()
  const displayText = useDisplayText()
  const times = useMemo(() => steps.map(({ date_created }) => parseTime(date_created)), [steps])
  const segments = buildTimeline(times, isActive ? now : null)
  const timestamps = times.filter((time) => time !== null)
  const first = timestamps[0]
  // By this computer's clock, the last step may be later than now.
  const last = Math.max(timestamps.at(-1) ?? now, isActive ? now : 0)
  if (segments.length === 0 || first === undefined) return null
  const gap = segments.find(({ isGap }) => isGap)
  return (
    <div aria-hidden className="shrink-0 border-b border-line px-5 pt-3 pb-2">
      <div className="flex h-3 gap-px overflow-hidden rounded-sm">
        {segments.map(({ step, ms, share, isGap }) => {
          const { sid = null, transitioned_to: to = null } = steps[step] ?? {}
          return (
            <button
              key={step}
              type="button"
              tabIndex={-1}
              title={`${displayText(to ?? 'No widget')}: ${formatDuration(ms)}${isGap ? ', shortened' : ''}`}
              onClick={() => sid && onSelect(sid)}
              style={{ flexGrow: share * 1000 }}
              className={`min-w-0.5 basis-0 cursor-pointer forced-color-adjust-none transition-colors ${
                step === selectedIndex ? 'bg-accent' : 'bg-line-strong hover:bg-muted'
              } ${isGap ? 'mask-[repeating-linear-gradient(115deg,#000_0_3px,#0005_3px_6px)]' : ''}`}
            />
          )
        })}
      </div>
      <p className="flex justify-between gap-3 pt-1 text-2xs text-faint tabular-nums">
        <span>{formatTimeOfDay(first, zone)}</span>
        <span>
          {formatDuration(last - first)}
          {gap && ` · striped: ${formatDuration(gap.ms)}, shortened`}
        </span>
        <span>{isActive ? 'now' : formatTimeOfDay(last, zone)}</span>
      </p>
    </div>
  )
}
