import { AtSign, CircleHelp, MessageCircle, Phone, UserRound, type LucideIcon } from 'lucide-react'

import { channelOf, type Channel } from '#contract/channel.ts'

import { ContactAddress } from '#pages/shared/phone/contact-address.tsx'
import type { EngagementData } from '#pages/engagement/shared/use-engagement-data.ts'

const channelIcons: Record<Channel, { Icon: LucideIcon; label: string }> = {
  phone: { Icon: Phone, label: 'Phone' },
  whatsapp: { Icon: MessageCircle, label: 'WhatsApp' },
  sip: { Icon: AtSign, label: 'SIP' },
  client: { Icon: UserRound, label: 'Client' },
  other: { Icon: CircleHelp, label: 'Other channel' },
}

type ContactHeadingProps = { run: Pick<EngagementData, 'engagement' | 'request'>; className?: string }

/** Whom a run talks to, with the channel as an icon; a placeholder while the run loads. */
export function ContactHeading({ run, className = '' }: ContactHeadingProps) {
  const { engagement, request } = run
  if (engagement === null && !request.isPending) return null
  if (engagement === null)
    return <div aria-hidden className="h-5 w-36 min-w-0 animate-pulse rounded-sm bg-hover" />
  const { contact_channel_address: contact } = engagement.fields
  const { Icon, label } = channelIcons[channelOf(contact)]
  return (
    <h2
      className={`flex min-w-0 items-center gap-2 text-lg font-semibold tabular-nums max-sm:gap-1.5 max-sm:text-sm ${className}`}
    >
      {contact === null ? (
        <span className="text-faint">No contact</span>
      ) : (
        <>
          <Icon role="img" aria-label={label} size={16} className="shrink-0 text-muted" />
          <span className="truncate">
            <ContactAddress address={contact} />
          </span>
        </>
      )}
    </h2>
  )
}
