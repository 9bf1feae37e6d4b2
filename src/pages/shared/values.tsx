import { finalDurationMs, type RunTimes } from '#contract/run-duration.ts'
import { describeTime, formatAroundSeconds, formatSeconds, formatTimeOfDay } from '#format/time.ts'
import { formatDuration } from '#format/duration.ts'
import { UntrustedText } from '#ui/text/untrusted-text.tsx'
import { useNow } from '#ui/time/use-now.ts'
import { useDisplayText } from '#ui/text/text-mask.ts'

import { useTimeZone } from '#pages/prefs/time-zone-pref.ts'

/** Shown where Twilio sent no value. */
export function EmptyValue({ label }: { label: string }) {
  return (
    <span className="text-faint">
      <span aria-hidden>–</span>
      <span className="sr-only">{label}</span>
    </span>
  )
}

/** A customer's text. Invisible characters are escaped, and its text direction does not affect the text around it. */
export function ExternalText({ text }: { text: string }) {
  const displayText = useDisplayText()
  return (
    <span title={displayText(text)}>
      <UntrustedText text={text} />
    </span>
  )
}

/** A time in the chosen zone, to the second where it fits; the tooltip adds UTC. @param ms milliseconds since 1970 */
export function Timestamp({ ms, emptyLabel = 'No date' }: { ms: number | null; emptyLabel?: string }) {
  const zone = useTimeZone()
  if (ms === null) return <EmptyValue label={emptyLabel} />
  const { minute, offset } = formatAroundSeconds(ms, zone)
  return (
    <time dateTime={new Date(ms).toISOString()} title={describeTime(ms, zone)}>
      {minute}
      <span className="@max-md:hidden">:{formatSeconds(ms)}</span>
      {offset !== '' && <span className="text-2xs whitespace-nowrap text-warn">{offset}</span>}
    </time>
  )
}

/** The time of day, where the date is shown elsewhere. @param ms milliseconds since 1970 */
export function TimeOfDay({ ms }: { ms: number | null }) {
  const zone = useTimeZone()
  if (ms === null) return <EmptyValue label="No date" />
  return (
    <time dateTime={new Date(ms).toISOString()} title={describeTime(ms, zone)}>
      {formatTimeOfDay(ms, zone)}
    </time>
  )
}

/** A run's duration from its start to its last update; for an active run, until now. */
export function RunDuration({ status, started, updated }: RunTimes) {
  if (started === null) return <EmptyValue label="Unknown" />
  if (status === 'active')
    return <ElapsedTime sinceMs={started} title="Still running; from the start until now" />
  const ms = finalDurationMs({ status, started, updated })
  if (ms === null) return <EmptyValue label="Unknown" />
  return <span title="From the start to the last update">{formatDuration(ms)}</span>
}

/** The time since `sinceMs`, updated while it runs. @param sinceMs milliseconds since 1970 */
export function ElapsedTime({ sinceMs, title }: { sinceMs: number; title: string }) {
  const now = useNow()
  return (
    <span title={title} className="text-active">
      {formatDuration(Math.max(0, now - sinceMs))}…
    </span>
  )
}

/** A SID, cut in the middle where it does not fit: people compare both ends. */
export function SidText({ sid }: { sid: string }) {
  return (
    <span className="flex min-w-0 font-mono text-xs" title={sid}>
      <span className="truncate">{sid.slice(0, -6)}</span>
      <span className="shrink-0">{sid.slice(-6)}</span>
    </span>
  )
}
