/** The ways a contact reaches a flow, derived from the contact's address. */
export const channels = ['phone', 'whatsapp', 'sip', 'client', 'other'] as const
export type Channel = (typeof channels)[number]

/** The channel of a contact's address; `other` for unknown schemes and for null. */
export function channelOf(address: string | null): Channel {
  if (address === null) return 'other'
  if (/^whatsapp:/i.test(address)) return 'whatsapp'
  if (/^client:/i.test(address)) return 'client'
  if (/^\+[0-9]{3,}$/.test(address)) return 'phone'
  if (/^sips?:/i.test(address) || /^[^@\s:]+@[^@\s]+$/.test(address)) return 'sip'
  return 'other'
}
