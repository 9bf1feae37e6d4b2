import { useQuery } from '@tanstack/react-query'
import { ChevronDown, ChevronUp } from 'lucide-react'
import { useEffect, useEffectEvent, useRef } from 'react'
import { useNavigate } from 'react-router'

import { paths } from '#address/address.ts'
import type { EngagementSid, FlowSid } from '#contract/sid.ts'
import { formatCount } from '#display/count.ts'
import { neighboursQuery } from '#queries/engagement.ts'
import type { Question } from '#search/question.ts'
import { Button } from '#ui/button.tsx'
import { keys } from '#ui/keys.ts'
import { useKey } from '#ui/use-key.ts'

import { useView } from '#pages/shared/use-view.ts'

/**
 * The list goes on being read meanwhile: how often the engine is asked again, in ms, and how often while the list has
 * not got to a run that was opened by a link. It costs no request.
 */
const askAgain = 3000
const askUntilListed = 300

type BesideProps = {
  flowSid: FlowSid
  engagementSid: EngagementSid
  question: Question
  /** Told when this has led to an engagement, and not when anything else has. @param at how many of the list stand before it */
  onArrive: (sid: EngagementSid, at: number) => void
}

/** To the next engagement of the list as it is filtered and sorted, and to the one before; J and K from anywhere. */
export function Beside({ flowSid, engagementSid, question, onArrive }: BesideProps) {
  const navigate = useNavigate()
  const view = useView()
  const { data } = useQuery({
    ...neighboursQuery({ flowSid, question, engagementSid }),
    refetchInterval: ({ state }) => (state.data ? askAgain : askUntilListed),
  })

  /** On the way from one engagement to the next, and how many keys were typed meanwhile; keys for the way back count against them. */
  const way = useRef<{ from: EngagementSid; to: EngagementSid; owed: number } | null>(null)

  function go(step: 1 | -1, owed = 0) {
    const to = step > 0 ? data?.next : data?.previous
    if (!to) return
    way.current = { from: engagementSid, to, owed }
    const address = paths.engagement(flowSid, to, { ...view, path: null, step: null, compare: null })
    // The way back leads to the list, not through every run that was looked at.
    void navigate(address, { replace: true })
  }

  const arrive = useEffectEvent((sid: EngagementSid, at: number | undefined) => {
    const { current } = way
    if (current === null || sid === current.from) return
    // Something else led here.
    if (sid !== current.to) way.current = null
    else if (at !== undefined) {
      way.current = null
      onArrive(sid, at)
      const step = current.owed > 0 ? 1 : -1
      if (current.owed !== 0) go(step, current.owed - step)
    }
  })
  const at = data?.at
  useEffect(() => arrive(engagementSid, at), [engagementSid, at])

  const onKey = (step: 1 | -1) => {
    if (way.current) way.current.owed += step
    else go(step)
  }
  useKey(keys.next, () => onKey(1))
  useKey(keys.previous, () => onKey(-1))

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
        onClick={() => go(-1)}
      />
      <Button
        variant="quiet"
        aria-label="Next engagement"
        title="Next in the list (J)"
        className="w-8"
        disabled={data.next === null}
        icon={<ChevronDown aria-hidden size={16} />}
        onClick={() => go(1)}
      />
    </>
  )
}
