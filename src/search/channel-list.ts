import { channels, type Channel } from './channel.ts'

/** Reads "phone,whatsapp"; a channel nobody knows is left out, and so is one named twice. In the order of `channels`. */
export function parseChannels(text: string): Channel[] {
  const named = text.split(',')
  return channels.filter((channel) => named.includes(channel))
}

export function printChannels(some: readonly Channel[]): string {
  return channels.filter((channel) => some.includes(channel)).join(',')
}
