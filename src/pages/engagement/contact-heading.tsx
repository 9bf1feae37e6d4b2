import { AtSign, CircleHelp, MessageCircle, Phone, UserRound, type IconNode } from 'lucide'

import { Icon } from '#ui/icon.tsx'

import { channelOf, type Channel } from '#contract/channel.ts'

import { ContactAddress } from '#pages/shared/phone/contact-address.tsx'
import type { EngagementData } from '#pages/engagement/shared/use-engagement-data.ts'

const channelIcons: Record<Channel, { icon: IconNode; label: string }> = {
  phone: { icon: Phone, label: 'Phone' },
  whatsapp: { icon: MessageCircle, label: 'WhatsApp' },
  sip: { icon: AtSign, label: 'SIP' },
  client: { icon: UserRound, label: 'Client' },
  other: { icon: CircleHelp, label: 'Other channel' },
}

type ContactHeadingProps = { run: Pick<EngagementData, 'engagement' | 'request'>; className?: string }

/** Whom a run talks to, with the channel as an icon; a placeholder while the run loads. */
export function ContactHeading({ run, className = '' }: ContactHeadingProps) {
  const { engagement, request } = run
  if (engagement === null && !request.isPending) return null
  if (engagement === null)
    return <div aria-hidden className="h-5 w-36 min-w-0 animate-pulse rounded-sm bg-hover" />
  const { contact_channel_address: contact } = engagement.fields
  const { icon, label } = channelIcons[channelOf(contact)]
  return (
    <h2
      className={`flex min-w-0 items-center gap-2 text-lg font-semibold tabular-nums max-sm:gap-1.5 max-sm:text-sm ${className}`}
    >
      {contact === null ? (
        <span className="text-faint">No contact</span>
      ) : (
        <>
          <Icon icon={icon} label={label} size={16} className="shrink-0 text-muted" />
          <span className="truncate">
            <ContactAddress address={contact} />
          </span>
        </>
      )}
    </h2>
  )
}
