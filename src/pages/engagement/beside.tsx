import { useQuery } from '@tanstack/react-query'
import { ChevronDown, ChevronUp } from 'lucide-react'
import { useEffect, useEffectEvent } from 'react'
import { useNavigate } from 'react-router'

import { paths } from '#address/address.ts'
import type { EngagementSid, FlowSid } from '#contract/sid.ts'
import { formatCount } from '#display/count.ts'
import { neighboursQuery } from '#queries/engagement.ts'
import type { Question } from '#search/question.ts'
import { Button } from '#ui/button.tsx'
import { isWriting } from '#ui/is-writing.ts'

import { useView } from '#pages/shared/use-view.ts'

type BesideProps = { flowSid: FlowSid; engagementSid: EngagementSid; question: Question }

/** To the next engagement of the list as it is filtered and sorted, and to the one before; J and K from anywhere. */
export function Beside({ flowSid, engagementSid, question }: BesideProps) {
  const navigate = useNavigate()
  const view = useView()
  const { data } = useQuery(neighboursQuery({ flowSid, question, engagementSid }))

  function go(to: EngagementSid | null | undefined) {
    if (!to) return
    const address = paths.engagement(flowSid, to, { ...view, path: null, step: null, compare: null })
    // The way back leads to the list, not through every run that was looked at.
    void navigate(address, { replace: true })
  }

  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const { key, altKey, ctrlKey, metaKey, defaultPrevented } = event
    if (altKey || ctrlKey || metaKey || defaultPrevented || isWriting(event.target)) return
    if (key === 'j') go(data?.next)
    if (key === 'k') go(data?.previous)
  })
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event)
    window.addEventListener('keydown', listener)
    return () => window.removeEventListener('keydown', listener)
  }, [])

  if (!data || data.total < 2) return null
  return (
    <>
      <span className="shrink-0 px-1 text-xs whitespace-nowrap text-faint tabular-nums max-sm:hidden">
        {formatCount(data.at + 1)} of {formatCount(data.total)}
      </span>
      <Button
        variant="quiet"
        aria-label="Previous engagement"
        title="Previous in the list (K)"
        className="w-8"
        disabled={data.previous === null}
        icon={<ChevronUp aria-hidden size={16} />}
        onClick={() => go(data.previous)}
      />
      <Button
        variant="quiet"
        aria-label="Next engagement"
        title="Next in the list (J)"
        className="w-8"
        disabled={data.next === null}
        icon={<ChevronDown aria-hidden size={16} />}
        onClick={() => go(data.next)}
      />
    </>
  )
}
