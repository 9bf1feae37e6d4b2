import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { ChevronDown, ChevronUp } from 'lucide'
import { useEffect, useEffectEvent, useRef } from 'react'
import { useNavigate } from 'react-router'

import { noPlace, paths } from '#urls/urls.ts'
import type { RunList } from '#contract/run-source.ts'
import type { EngagementSid } from '#contract/sid.ts'
import { formatCount } from '#format/count.ts'
import { neighboursQuery } from '#queries/engagement.ts'
import { parseQuery } from '#search/interpret/parse-search.ts'
import type { ListQuery } from '#search/query/list-query.ts'
import { Icon } from '#ui/icon.tsx'
import { Button } from '#ui/controls/button.tsx'
import { shortcuts } from '#ui/keys/shortcuts.ts'
import { useShortcut } from '#ui/keys/use-shortcut.ts'

import { useUrlState } from '#pages/shared/use-url-state.ts'

type PrevNextProps = {
  runList: RunList
  engagementSid: EngagementSid
  query: ListQuery
  /** Whether the whole list is loaded. */
  isComplete: boolean
  /** Called after these buttons or keys, and nothing else, have opened an engagement. @param index its position in the list, from 0 */
  onNavigated: (sid: EngagementSid, index: number) => void
}

/** Buttons for the next and previous engagement in the filtered and sorted list; J and K work from anywhere, j and k outside the list. */
export function PrevNext({ runList, engagementSid, query, isComplete, onNavigated }: PrevNextProps) {
  const navigate = useNavigate()
  const urlState = useUrlState()
  // The buttons stay while the next run's neighbours load: they may have the focus.
  const { data, isPlaceholderData } = useQuery({
    ...neighboursQuery({ runList, query: parseQuery(query), engagementSid }),
    placeholderData: keepPreviousData,
  })

  /** A navigation that has not finished. `pendingSteps` counts the keys pressed meanwhile: J adds 1, K subtracts 1. */
  const transition = useRef<{ from: EngagementSid; to: EngagementSid; pendingSteps: number } | null>(null)

  function navigateBy(step: 1 | -1, pendingSteps = 0) {
    const to = step > 0 ? data?.next : data?.previous
    if (!to || isPlaceholderData) return
    transition.current = { from: engagementSid, to, pendingSteps }
    const url = paths.engagement(runList, to, { ...urlState, ...noPlace, compare: null })
    // The browser's Back button leads to the list, not through every run that was opened.
    void navigate(url, { replace: true })
  }

  /** @param index undefined while it loads, null if the list does not have the run */
  const handleArrival = useEffectEvent((sid: EngagementSid, index: number | null | undefined) => {
    const { current } = transition
    if (current === null || sid === current.from) return
    // Another link opened this run, or a filter that was set meanwhile excludes it: no step may come after that is lifted.
    if (sid !== current.to || index === null) transition.current = null
    else if (index !== undefined) {
      transition.current = null
      onNavigated(sid, index)
      const step = current.pendingSteps > 0 ? 1 : -1
      if (current.pendingSteps !== 0) navigateBy(step, current.pendingSteps - step)
    }
  })
  const index = isPlaceholderData || data === undefined ? undefined : (data?.index ?? null)
  useEffect(() => handleArrival(engagementSid, index), [engagementSid, index])

  const move = (step: 1 | -1) => {
    if (transition.current) transition.current.pendingSteps += step
    else navigateBy(step)
  }
  // In the list these keys move from row to row.
  useShortcut(shortcuts.next, () => (isInGrid() ? false : move(1)))
  useShortcut(shortcuts.previous, () => (isInGrid() ? false : move(-1)))

  if (!data || data.total < 2) return null
  return (
    <>
      <span className="shrink-0 px-1 text-xs whitespace-nowrap text-faint tabular-nums max-sm:hidden">
        {formatCount(data.index + 1)} of {formatCount(data.total)}
        {!isComplete && '+'}
      </span>
      <Button
        variant="quiet"
        aria-label="Previous engagement"
        title="Previous in the list (Shift+K)"
        data-shortcut="K"
        className="w-8"
        disabled={data.previous === null}
        icon={<Icon icon={ChevronUp} size={16} />}
        onClick={() => move(-1)}
      />
      <Button
        variant="quiet"
        aria-label="Next engagement"
        title="Next in the list (Shift+J)"
        data-shortcut="J"
        className="w-8"
        disabled={data.next === null}
        icon={<Icon icon={ChevronDown} size={16} />}
        onClick={() => move(1)}
      />
    </>
  )
}

function isInGrid(): boolean {
  return document.activeElement?.closest('[role=grid]') != null
}
