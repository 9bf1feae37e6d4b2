import { formatCount } from '#format/count.ts'
import type { FacetCounts } from '#engine/rpc/row-results.ts'
import { channels, type Channel } from '#contract/channel.ts'

import { FacetFilter } from './facet-filter.tsx'

export const channelLabels: Record<Channel, string> = {
  phone: 'Phone',
  whatsapp: 'WhatsApp',
  sip: 'SIP',
  client: 'Client',
  other: 'Other',
}

type ChannelFilterProps = {
  /** The selected channels; empty means all. */
  selected: readonly Channel[]
  /** Counts of the loaded engagements; null before the first page. */
  counts: FacetCounts | null
  /** Whether the counts are totals. Until then they have a plus sign. */
  isComplete: boolean
  onChange: (channels: readonly Channel[]) => void
}

/** Filters by the contact's channel. */
export function ChannelFilter({ counts, isComplete, ...props }: ChannelFilterProps) {
  return (
    <FacetFilter
      name="Channel"
      allLabel="All channels"
      labels={channelLabels}
      options={channels}
      countText={(channel) => counts && `${formatCount(counts.channel[channel])}${isComplete ? '' : '+'}`}
      {...props}
    />
  )
}
