import { formatCount } from '#display/count.ts'
import type { Counts } from '#engine/protocol.ts'
import { channels, type Channel } from '#search/channel.ts'
import { Menu } from '#ui/menu.tsx'

import { filterButton } from './filter-button.tsx'

const labels: Record<Channel, string> = {
  phone: 'Phone',
  whatsapp: 'WhatsApp',
  sip: 'SIP',
  client: 'Client',
  other: 'Other',
}

type ChannelFilterProps = {
  /** The channels asked for; none means all. */
  chosen: readonly Channel[]
  /** What has been read so far; null before the first page. */
  counts: Counts | null
  /** Whether the counts are totals. Until then they bear a plus. */
  complete: boolean
  onChange: (channels: readonly Channel[]) => void
}

/** Which channels the contacts are on. */
export function ChannelFilter({ chosen, counts, complete, onChange }: ChannelFilterProps) {
  return (
    <Menu
      label="Channel"
      button={filterButton('Channel', chosen.length > 0 ? describeChannels(chosen) : null)}
      items={[
        ...channels.map((channel) => ({
          kind: 'check' as const,
          label: labels[channel],
          checked: chosen.includes(channel),
          ...(counts && { note: `${formatCount(counts.channel[channel])}${complete ? '' : '+'}` }),
          onChange: (checked: boolean) =>
            onChange(channels.filter((each) => (each === channel ? checked : chosen.includes(each)))),
        })),
        { kind: 'separator' },
        {
          kind: 'action',
          label: 'All channels',
          disabled: chosen.length === 0,
          onSelect: () => onChange([]),
        },
      ]}
    />
  )
}

/** "Phone, WhatsApp"; more than two are counted. */
function describeChannels(chosen: readonly Channel[]): string {
  if (chosen.length > 2) return `${chosen.length} channels`
  return chosen.map((channel) => labels[channel]).join(', ')
}
