import { useMemo } from 'react'

import type { StepSid } from '#contract/sid.ts'
import type { Step } from '#contract/step.ts'
import { formatDuration } from '#display/duration.ts'
import { formatClock, parseTime } from '#display/time.ts'
import { timelineOf } from '#story/timeline.ts'
import { useNow } from '#ui/use-now.ts'
import { useShown } from '#ui/veil.ts'

type TimelineBarProps = {
  steps: readonly Step[]
  active: boolean
  /** Index of the step that is chosen; −1 for none. */
  at: number
  onSelect: (step: StepSid) => void
}

/** Where the time went, at a glance. The list below says the same in words and is what the keyboard uses. */
export function TimelineBar({ steps, active, at, onSelect }: TimelineBarProps) {
  const now = useNow()
  const shown = useShown()
  const until = active ? now : null
  const times = useMemo(() => steps.map(({ date_created }) => parseTime(date_created)), [steps])
  const stretches = timelineOf(times, until)
  const known = [...times, until].filter((time) => time !== null)
  const [first, last] = [known[0], known.at(-1)]
  if (stretches.length === 0 || first === undefined || last === undefined) return null
  const gap = stretches.find(({ isGap }) => isGap)
  return (
    <div aria-hidden className="shrink-0 border-b border-line px-5 pt-3 pb-2">
      <div className="flex h-3 gap-px overflow-hidden rounded-sm">
        {stretches.map(({ step, ms, share, isGap }) => {
          const { sid = null, transitioned_to: to = null } = steps[step] ?? {}
          return (
            <button
              key={step}
              type="button"
              tabIndex={-1}
              title={`${shown(to ?? 'nothing')}: ${formatDuration(ms)}${isGap ? ', not to scale' : ''}`}
              onClick={() => sid && onSelect(sid)}
              style={{ flexGrow: share * 1000 }}
              className={`min-w-0.5 basis-0 cursor-pointer transition-colors ${
                step === at ? 'bg-accent' : 'bg-line-strong hover:bg-muted'
              } ${isGap ? 'mask-[repeating-linear-gradient(115deg,#000_0_3px,#0005_3px_6px)]' : ''}`}
            />
          )
        })}
      </div>
      <p className="flex justify-between gap-3 pt-1 text-2xs text-faint tabular-nums">
        <span>{formatClock(first)}</span>
        <span>
          {formatDuration(last - first)}
          {gap && ` · hatched: ${formatDuration(gap.ms)}, not to scale`}
        </span>
        <span>{active ? 'now' : formatClock(last)}</span>
      </p>
    </div>
  )
}
