import { channels, type Channel } from '#contract/channel.ts'

/**
 * Parses "phone,whatsapp", in upper or lower case. The channels are in the order of `channels`, without duplicates;
 * `unknown` has the names that are none.
 */
export function parseChannels(text: string): { channels: Channel[]; unknown: string[] } {
  const names = new Set(text.split(',').map((name) => name.trim()))
  const known = new Set([...names].map((name) => name.toLowerCase()))
  return {
    channels: channels.filter((channel) => known.has(channel)),
    unknown: [...names].filter(
      (name) => name !== '' && !channels.some((channel) => channel === name.toLowerCase()),
    ),
  }
}

export function serializeChannels(selected: readonly Channel[]): string {
  return channels.filter((channel) => selected.includes(channel)).join(',')
}
