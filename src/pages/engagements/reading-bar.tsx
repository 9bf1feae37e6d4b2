import { Pause, Play } from 'lucide-react'

import { countOf, formatCount } from '#display/count.ts'
import { Announcer } from '#ui/announcer.tsx'
import { Button } from '#ui/button.tsx'

import { useSlowDown } from '#pages/shared/use-slow-down.ts'
import { describeHorizon, describeMatches } from './horizon.ts'
import { nameFresh } from './name-fresh.ts'
import { formatRate, rateOf } from './rate.ts'
import type { Head } from './use-head.ts'
import type { Reading } from './use-reading.ts'

/** Spoken once: the seconds are for those who see them. */
const slowedDown = 'Twilio asked us to slow down; reading goes on by itself'

/** So many looks in a row must fail before it is worth a word: the next one may not. */
const failuresTold = 3

type ReadingBarProps = {
  reading: Reading
  /** How many have been read by now, and of these match, with a filter; null without, or before it is known. */
  read: number
  matches: number | null
  head: Pick<Head, 'news' | 'failures'>
}

/** How far has been read, how fast, and the controls of it. */
export function ReadingBar({ reading, read, matches, head }: ReadingBarProps) {
  const horizon = describeHorizon(reading, read)
  const { state } = reading
  const slowDown = useSlowDown()
  const rate = state === 'reading' ? rateOf(reading.pages) : null
  return (
    <>
      <section
        aria-label="Reading"
        className="flex min-h-7 min-w-0 items-center gap-2 text-muted max-sm:flex-wrap max-sm:gap-y-0"
      >
        <p className="truncate tabular-nums max-sm:flex-1 max-sm:whitespace-normal" title={horizon}>
          {horizon}
          {matches !== null && (
            <>
              {' · '}
              <span className="font-medium text-ink">{describeMatches(matches)}</span>
            </>
          )}
          {rate !== null && <span className="text-faint">{` · ${formatRate(rate)}`}</span>}
          {head.failures >= failuresTold && ' · could not look for new ones'}
        </p>
        {slowDown !== null && (
          <p className="shrink-0 text-warn tabular-nums max-sm:order-last max-sm:basis-full">{slowDown}</p>
        )}
        {state === 'reading' && (
          <Button size="sm" variant="quiet" icon={<Pause aria-hidden size={12} />} onClick={reading.pause}>
            Pause reading
          </Button>
        )}
        {state === 'paused' && (
          <>
            <Button size="sm" variant="quiet" icon={<Play aria-hidden size={12} />} onClick={reading.readOn}>
              Read on
            </Button>
            <Button size="sm" variant="quiet" onClick={reading.readEverything}>
              Read everything
            </Button>
          </>
        )}
      </section>
      <Announcer text={slowDown === null ? announce(reading, read, matches, head) : slowedDown} />
    </>
  )
}

function announce(
  { state }: Reading,
  read: number,
  matches: number | null,
  { news }: ReadingBarProps['head'],
): string {
  const words = [`${countOf(read, 'engagement')} read`]
  if (matches !== null) words.push(`${formatCount(matches)} match`)
  if (news.fresh > 0) words.push(nameFresh(news))
  switch (state) {
    case 'starting':
      return ''
    case 'reading':
      return ['Reading engagements', ...words.slice(1)].join(', ')
    case 'paused':
      return `Reading paused: ${words.join(', ')}`
    case 'ended':
      return `Reading ended: ${words.join(', ')}`
    case 'failed':
      return `Reading stopped by a failure: ${words.join(', ')}`
  }
}

/** A thin line that moves while pages are being read. How many are still to come nobody knows, so it has no value. */
export function ReadingProgress({ state }: { state: Reading['state'] }) {
  if (state !== 'reading' && state !== 'starting') return null
  return (
    <div
      role="progressbar"
      aria-label="Reading engagements"
      className="absolute inset-x-0 -bottom-px z-20 h-0.5 overflow-hidden"
    >
      <div className="h-full w-1/4 animate-sweep rounded-full bg-accent" />
    </div>
  )
}
