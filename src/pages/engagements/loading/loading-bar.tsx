import type { ReactNode } from 'react'

import { pluralize, formatCount } from '#format/count.ts'
import { LiveRegion } from '#ui/feedback/live-region.tsx'
import { Button } from '#ui/controls/button.tsx'
import { PauseButton } from '#ui/controls/pause-button.tsx'

import { useTimeZone } from '#pages/prefs/time-zone-pref.ts'
import { useRateLimitNotice } from '#pages/shared/use-rate-limit-notice.ts'
import {
  describeLoadProgress,
  describeMatchCount,
  engagementsPerSecond,
  formatNewCount,
  formatRate,
} from './loading-text.ts'
import type { NewItemsState } from './use-new-items.ts'
import type { Loader } from './use-loader.ts'

/** Announced once, so without the changing seconds. */
const rateLimitAnnouncement = 'Rate limited by Twilio; reading resumes automatically'

/** Consecutive failed checks before the bar mentions it: a single failure is often over at the next check. */
const minFailuresShown = 3

type LoadingBarProps = {
  loader: Loader
  /** Number of engagements loaded so far. */
  loadedCount: number
  /** How many of them only a filter asked of Twilio has found. */
  unlistedCount: number
  /** How many of them match the filter; null without a filter, or before the count is known. */
  matchCount: number | null
  /** Whether a search has found nothing yet. */
  isSearching: boolean
  newItems: Pick<NewItemsState, 'found' | 'failures'>
  /** The button for new items. */
  children: ReactNode
}

/** Loading progress, rate and controls. */
export function LoadingBar({
  loader,
  loadedCount,
  unlistedCount,
  matchCount,
  isSearching,
  newItems,
  children,
}: LoadingBarProps) {
  const progressText = describeLoadProgress(
    loader,
    { loaded: loadedCount, unlisted: unlistedCount },
    useTimeZone(),
  )
  const { state } = loader
  const rateLimitNotice = useRateLimitNotice()
  const rate = state === 'loading' && loader.filtered === null ? engagementsPerSecond(loader.pages) : null
  return (
    <>
      <section
        aria-label="Reading"
        tabIndex={-1}
        className="focus-ring-inset flex min-h-6.5 min-w-0 items-center gap-2 text-muted max-sm:flex-wrap max-sm:gap-y-0 max-sm:pt-0.5 tiny:flex-nowrap"
      >
        <p
          className="flex min-w-0 tabular-nums max-sm:block max-sm:flex-1 tiny:flex tiny:whitespace-nowrap"
          title={progressText}
        >
          <span className="truncate max-sm:whitespace-normal">{progressText}</span>
          {matchCount !== null && (
            // In a narrow bar the text before it is cut off, never the count.
            <span className="shrink-0 whitespace-pre">
              {' · '}
              <span className="font-medium text-ink">{describeMatchCount(matchCount)}</span>
            </span>
          )}
          {rate !== null && (
            <span className="min-w-0 shrink-999 overflow-hidden text-ellipsis whitespace-pre text-faint max-sm:hidden">{` · ${formatRate(rate)}`}</span>
          )}
          {newItems.failures >= minFailuresShown && (
            <span className="shrink-0 whitespace-pre">{' · couldn’t check for new runs'}</span>
          )}
        </p>
        {rateLimitNotice !== null && (
          <p className="shrink-0 text-warn tabular-nums max-sm:order-last max-sm:basis-full">
            {rateLimitNotice}
          </p>
        )}
        {(state === 'loading' || state === 'paused') && (
          <PauseButton
            isPaused={state === 'paused'}
            labels={{ pause: 'Pause reading', resume: 'Read on' }}
            onPause={loader.pause}
            onResume={loader.loadMore}
          />
        )}
        {state === 'paused' && (
          <Button size="sm" variant="quiet" onClick={loader.loadAll}>
            Read everything
          </Button>
        )}
        {children}
      </section>
      <LiveRegion
        text={
          rateLimitNotice !== null
            ? rateLimitAnnouncement
            : isSearching
              ? 'Searching…'
              : announcementText(loader, loadedCount, matchCount, newItems)
        }
      />
    </>
  )
}

function announcementText(
  { state }: Loader,
  loadedCount: number,
  matchCount: number | null,
  { found }: LoadingBarProps['newItems'],
): string {
  const phrases = [`${pluralize(loadedCount, 'engagement')} read`]
  if (matchCount !== null) phrases.push(`${formatCount(matchCount)} match`)
  if (found.count > 0) phrases.push(formatNewCount(found))
  switch (state) {
    case 'starting':
      return ''
    case 'loading':
      return ['Reading engagements', ...phrases.slice(1)].join(', ')
    case 'paused':
      return `Reading paused: ${phrases.join(', ')}`
    case 'ended':
      return `Reading ended: ${phrases.join(', ')}`
    case 'failed':
      return `Reading failed: ${phrases.join(', ')}`
  }
}

/** A thin moving line while pages load. The total is unknown, so the progress bar is indeterminate. */
export function LoadingProgress({ state }: { state: Loader['state'] }) {
  if (state !== 'loading' && state !== 'starting') return null
  return (
    <div
      role="progressbar"
      aria-label="Reading engagements"
      className="absolute inset-x-0 -bottom-px z-20 h-0.5 overflow-hidden"
    >
      <div className="h-full w-1/4 animate-sweep rounded-full bg-accent forced-color-adjust-none" />
    </div>
  )
}
