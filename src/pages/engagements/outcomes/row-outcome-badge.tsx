import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'

import type { EngagementSid } from '#contract/sid.ts'
import { listedEngagementQuery } from '#queries/context.ts'
import { contextFromValue } from '#story/context-reader.ts'
import { useDisplayText } from '#ui/text/text-mask.ts'
import { useNow } from '#ui/time/use-now.ts'

import { OutcomeBadge } from '#pages/shared/badges/outcome-badge.tsx'
import { maxContextLength } from './load-run-steps.ts'
import { mayBlock } from './may-block.ts'
import type { OutcomeRow } from './outcome-cell.tsx'
import { describeStuck } from './outcome-notices.ts'

/** The outcome of a row. A stuck one is amber, and says if it may keep new runs of its contact from starting. */
export function RowOutcomeBadge({ row }: { row: OutcomeRow }) {
  const { outcome, stuck, sid } = row
  const badge = <OutcomeBadge outcome={outcome} stuck={stuck && describeStuck(stuck)} />
  if (!stuck?.isLatest || sid === null) return badge
  return (
    <span className="flex min-w-0 items-center gap-2">
      {badge}
      <MayBlock row={row} sid={sid} />
    </span>
  )
}

function MayBlock({ row, sid }: { row: OutcomeRow; sid: EngagementSid }) {
  const displayText = useDisplayText()
  const { data } = useQuery(listedEngagementQuery(row.runList, sid))
  const text = data?.context ?? ''
  const context = useMemo(() => {
    if (text === '' || text.length > maxContextLength) return null
    return { text, reader: contextFromValue(JSON.parse(text)) }
  }, [text])
  const pair = mayBlock(row, row.stuck?.isLatest === true, context, useNow())
  if (pair === null) return null
  return (
    <span
      className="shrink-0 rounded-sm bg-warn-soft px-1 text-xs text-warn @max-lg:sr-only"
      title={`While it is active, it may keep a new run between ${displayText(pair.company)} and ${displayText(pair.contact)} from starting.`}
    >
      may block
    </span>
  )
}
