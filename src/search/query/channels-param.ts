import { channels, type Channel } from '#contract/channel.ts'

/** Parses "phone,whatsapp". Skips unknown channels and duplicates; the result is in the order of `channels`. */
export function parseChannels(text: string): Channel[] {
  const names = text.split(',')
  return channels.filter((channel) => names.includes(channel))
}

export function serializeChannels(selected: readonly Channel[]): string {
  return channels.filter((channel) => selected.includes(channel)).join(',')
}
