import { engagementStatuses } from '#contract/engagement.ts'
import { channels, type Channel } from '#search/channel.ts'

/*
 * What is known of a row and a question, in nine bits: which filters the row fails, its status, its channel. A column
 * of marks answers the question; how often each mark occurs answers what would be without one of the filters.
 */
export type Mark = number

/** The filters of which it is asked what would be without them, a bit each; and all others together. */
export const filterBits = { status: 1, channel: 2, range: 4, others: 8 } as const
const allFilters = 15

/** Where the status begins: one of those that Twilio names, or any other. */
const statusShift = 4
const channelShift = 6

export const markCount = channels.length << channelShift

/** The mark of a row that fails no filter yet. Status and channel are where they stand in their tables. */
export function makeMark(status: number, channel: number): Mark {
  return (Math.min(status, engagementStatuses.length) << statusShift) | (channel << channelShift)
}

/** Whether the row passes all filters. */
export function passes(mark: Mark): boolean {
  return (mark & allFilters) === 0
}

/** Whether the row passes all filters but this one, of which it is not asked. */
export function passesWithout(mark: Mark, filter: keyof typeof filterBits): boolean {
  return (mark & allFilters & ~filterBits[filter]) === 0
}

export function statusOfMark(mark: Mark): (typeof engagementStatuses)[number] | 'other' {
  return engagementStatuses[(mark >> statusShift) & 3] ?? 'other'
}

export function channelOfMark(mark: Mark): Channel {
  return channels[mark >> channelShift] ?? 'other'
}
