import { describeTime, formatClock, formatMinute, formatSeconds } from '#display/time.ts'
import { formatDuration } from '#display/duration.ts'
import { ShownText } from '#ui/shown-text.tsx'
import { useNow } from '#ui/use-now.ts'
import { useShown } from '#ui/veil.ts'

/** What stands where Twilio sent nothing. */
export function Missing({ what }: { what: string }) {
  return (
    <span className="text-faint">
      <span aria-hidden>–</span>
      <span className="sr-only">{what}</span>
    </span>
  )
}

/** A customer's text: what cannot be seen is written out, and its direction does not reach what stands beside it. */
export function Foreign({ text }: { text: string }) {
  const shown = useShown()
  return (
    <span title={shown(text)}>
      <ShownText text={text} />
    </span>
  )
}

/** A time in the reader's zone, to the second where there is room; the tooltip has it in UTC too. @param ms milliseconds since 1970 */
export function Moment({ ms, missing = 'No date' }: { ms: number | null; missing?: string }) {
  if (ms === null) return <Missing what={missing} />
  return (
    <time dateTime={new Date(ms).toISOString()} title={describeTime(ms)}>
      {formatMinute(ms)}
      <span className="@max-md:hidden">:{formatSeconds(ms)}</span>
    </time>
  )
}

/** The time of day alone, where the day is said elsewhere. @param ms milliseconds since 1970 */
export function Clock({ ms }: { ms: number | null }) {
  if (ms === null) return <Missing what="No date" />
  return (
    <time dateTime={new Date(ms).toISOString()} title={describeTime(ms)}>
      {formatClock(ms)}
    </time>
  )
}

type RunLengthProps = {
  status: string | null
  /** Milliseconds since 1970. */
  started: number | null
  updated: number | null
}

/** How long a run took, from its start to its last update; for an active one, how long it has been going. */
export function RunLength({ status, started, updated }: RunLengthProps) {
  if (started === null) return <Missing what="Unknown" />
  if (status === 'active') return <Elapsed since={started} title="Still going; from the start until now" />
  if (updated === null) return <Missing what="Unknown" />
  return <span title="From the start to the last update">{formatDuration(updated - started)}</span>
}

/** How long something has been going on. @param since milliseconds since 1970 */
export function Elapsed({ since, title }: { since: number; title: string }) {
  const now = useNow()
  return (
    <span title={title} className="text-active">
      {formatDuration(Math.max(0, now - since))}…
    </span>
  )
}

/** A SID, cut in the middle where there is no room: both ends are what people compare. */
export function SidText({ sid }: { sid: string }) {
  return (
    <span className="flex min-w-0 font-mono text-xs" title={sid}>
      <span className="truncate">{sid.slice(0, -6)}</span>
      <span className="shrink-0">{sid.slice(-6)}</span>
    </span>
  )
}
