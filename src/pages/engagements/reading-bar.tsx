import { Pause, Play } from 'lucide-react'

import { countOf, formatCount } from '#display/count.ts'
import { Announcer } from '#ui/announcer.tsx'
import { Button } from '#ui/button.tsx'

import { describeHorizon, describeMatches } from './horizon.ts'
import type { Reading } from './use-reading.ts'

type ReadingBarProps = {
  reading: Reading
  /** How many match, with a filter; null without. */
  matches: number | null
}

/** How far has been read, and the controls of it. */
export function ReadingBar({ reading, matches }: ReadingBarProps) {
  const horizon = describeHorizon(reading)
  const { state } = reading
  return (
    <>
      <section aria-label="Reading" className="flex min-h-8 min-w-0 items-center gap-2 text-muted">
        <p className="truncate tabular-nums max-sm:whitespace-normal" title={horizon}>
          {horizon}
          {matches !== null && (
            <>
              {' · '}
              <span className="font-medium text-ink">{describeMatches(matches)}</span>
            </>
          )}
        </p>
        {state === 'reading' && (
          <Button variant="quiet" icon={<Pause aria-hidden size={14} />} onClick={reading.pause}>
            Pause reading
          </Button>
        )}
        {state === 'paused' && (
          <>
            <Button variant="quiet" icon={<Play aria-hidden size={14} />} onClick={reading.readOn}>
              Read on
            </Button>
            <Button variant="quiet" onClick={reading.readEverything}>
              Read everything
            </Button>
          </>
        )}
      </section>
      <Announcer text={announce(reading, matches)} />
    </>
  )
}

function announce({ state, pages }: Reading, matches: number | null): string {
  const read = `${countOf(pages.at(-1)?.read ?? 0, 'engagement')} read`
  const matching = matches === null ? '' : `, ${formatCount(matches)} match`
  switch (state) {
    case 'starting':
      return ''
    case 'reading':
      return `Reading engagements${matching}`
    case 'paused':
      return `Reading paused: ${read}${matching}`
    case 'ended':
      return `Reading ended: ${read}${matching}`
    case 'failed':
      return `Reading stopped by a failure: ${read}${matching}`
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
