import { formatDuration } from '#display/duration.ts'
import type { DurationRange } from '#search/search.ts'

/** "at least 5 min", "at most 1 h", "1 min – 5 min"; null for any duration. */
export function describeDurations({ atLeast, atMost }: DurationRange): string | null {
  if (atLeast === null) return atMost === null ? null : `at most ${formatDuration(atMost * 1000)}`
  if (atMost === null) return `at least ${formatDuration(atLeast * 1000)}`
  return atLeast === atMost
    ? formatDuration(atLeast * 1000)
    : `${formatDuration(atLeast * 1000)} – ${formatDuration(atMost * 1000)}`
}
