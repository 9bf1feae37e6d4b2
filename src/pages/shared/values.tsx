import { Hourglass } from 'lucide'

import {
  describeTime,
  formatAroundSeconds,
  formatNewDay,
  formatSeconds,
  formatTimeOfDay,
} from '#format/time/time.ts'
import { formatAge } from '#format/age.ts'
import { formatDuration } from '#format/duration.ts'
import { Icon } from '#ui/icon.tsx'
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

type TimestampProps = {
  /** Milliseconds since 1970. */
  ms: number | null
  emptyLabel?: string
  /** Whether it is less than a year ago: the smallest grid leaves out the year. */
  isRecent?: boolean
}

/** A time in the chosen zone, to the second where it fits; the tooltip adds UTC. */
export function Timestamp({ ms, emptyLabel = 'No date', isRecent = false }: TimestampProps) {
  const zone = useTimeZone()
  if (ms === null) return <EmptyValue label={emptyLabel} />
  const { minute, offset } = formatAroundSeconds(ms, zone)
  const [day, year = '', clock = ''] = minute.split(/( \d{4})(?=,)/)
  return (
    <time dateTime={new Date(ms).toISOString()} title={describeTime(ms, zone)}>
      {day}
      {isRecent ? <span className="@max-[375px]:hidden">{year}</span> : year}
      {clock}
      <span className="@max-lg:hidden">:{formatSeconds(ms)}</span>
      {offset !== '' && <span className="text-2xs whitespace-nowrap text-warn">{offset}</span>}
    </time>
  )
}

type TimeOfDayProps = {
  /** Milliseconds since 1970. */
  ms: number | null
  /** The time before it in its list: on another day than that, the day is shown. */
  previousMs?: number | null
}

/** The time of day, where the date is shown elsewhere. */
export function TimeOfDay({ ms, previousMs = null }: TimeOfDayProps) {
  const zone = useTimeZone()
  if (ms === null) return <EmptyValue label="No date" />
  const day = formatNewDay(ms, previousMs, zone)
  return (
    <time dateTime={new Date(ms).toISOString()} title={describeTime(ms, zone)}>
      {day !== null && <span className="block whitespace-nowrap">{day} </span>}
      {formatTimeOfDay(ms, zone)}
    </time>
  )
}

/** How long ago something was, with the exact time in its tooltip. @param ms milliseconds since 1970 */
export function RelativeTimeText({ ms }: { ms: number }) {
  const now = useNow()
  return (
    <time dateTime={new Date(ms).toISOString()} title={describeTime(ms, useTimeZone())}>
      {formatAge(now - ms)}
    </time>
  )
}

type RunDurationProps = {
  /** Milliseconds; null when a date is missing. */
  ms: number | null
  isActive: boolean
  /** What the duration of a run that is over was measured to. */
  end?: 'last update' | 'last step'
}

/** A run's duration; of an active run, so far. */
export function RunDuration({ ms, isActive, end = 'last update' }: RunDurationProps) {
  if (ms === null) return <EmptyValue label="Unknown" />
  if (isActive) return <RunningTime ms={ms} title="Still running; from the start until now" />
  return <span title={`From the start to the ${end}`}>{formatDuration(ms)}</span>
}

/** The time since `sinceMs`, updated while it runs. @param sinceMs milliseconds since 1970 */
export function ElapsedTime({ sinceMs, title }: { sinceMs: number; title: string }) {
  return <RunningTime ms={Math.max(0, useNow() - sinceMs)} title={title} />
}

/** A duration that still grows: "5 d 13 h so far". The hourglass is short enough for a column. */
function RunningTime({ ms, title }: { ms: number; title: string }) {
  return (
    <span title={title} className="text-active">
      <Icon icon={Hourglass} size={12} className="mr-1 inline align-[-1px]" />
      {formatDuration(ms)}
      <span className="sr-only"> so far</span>
    </span>
  )
}

/** A SID, cut in the middle where it does not fit: people compare both ends. */
export function SidText({ sid }: { sid: string }) {
  return (
    // Inline, so that a copied SID is one word.
    <span className="block min-w-0 overflow-clip font-mono text-xs whitespace-nowrap" title={sid}>
      <span className="inline-block max-w-[calc(100%-5.9ch)] truncate align-bottom">{sid.slice(0, -6)}</span>
      {sid.slice(-6)}
    </span>
  )
}
