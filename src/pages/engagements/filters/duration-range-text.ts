import { formatDuration } from '#format/duration.ts'
import type { DurationRange } from '#search/query/predicates.ts'

/** "at least 5 min", "at most 1 h", "1 min – 5 min"; null for any duration. */
export function formatDurationRange({ minSeconds, maxSeconds }: DurationRange): string | null {
  if (minSeconds === null) return maxSeconds === null ? null : `at most ${formatDuration(maxSeconds * 1000)}`
  if (maxSeconds === null) return `at least ${formatDuration(minSeconds * 1000)}`
  return minSeconds === maxSeconds
    ? formatDuration(minSeconds * 1000)
    : `${formatDuration(minSeconds * 1000)} – ${formatDuration(maxSeconds * 1000)}`
}
