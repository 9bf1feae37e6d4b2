import { formatCount } from '#format/count.ts'
import type { FacetCounts } from '#engine/rpc/protocol.ts'
import { channels, type Channel } from '#contract/channel.ts'
import { Menu } from '#ui/floating/menu.tsx'

import { filterButtonProps } from './filter-button.tsx'

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
export function ChannelFilter({ selected, counts, isComplete, onChange }: ChannelFilterProps) {
  return (
    <Menu
      label="Channel"
      button={filterButtonProps('Channel', selected.length > 0 ? describeChannels(selected) : null)}
      items={[
        ...channels.map((channel) => ({
          kind: 'check' as const,
          label: channelLabels[channel],
          checked: selected.includes(channel),
          ...(counts && { note: `${formatCount(counts.channel[channel])}${isComplete ? '' : '+'}` }),
          onChange: (checked: boolean) =>
            onChange(channels.filter((each) => (each === channel ? checked : selected.includes(each)))),
        })),
        { kind: 'separator' },
        {
          kind: 'action',
          label: 'All channels',
          disabled: selected.length === 0,
          onSelect: () => onChange([]),
        },
      ]}
    />
  )
}

/** "Phone, WhatsApp", or "3 channels" for more than two. */
function describeChannels(selected: readonly Channel[]): string {
  if (selected.length > 2) return `${selected.length} channels`
  return selected.map((channel) => channelLabels[channel]).join(', ')
}
