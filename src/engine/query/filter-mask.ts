import { engagementStatuses } from '#contract/run-source.ts'
import { rowOutcomes, type RowOutcome } from '#contract/outcome.ts'
import { channels, type Channel } from '#contract/channel.ts'

/*
 * A row's filter results in 14 bits: which filters it fails, its status, its channel, its outcome. A column of masks gives the rows
 * that match the query. The number of rows with each mask gives the counts with one filter left out.
 */
export type FilterMask = number

/** One bit for each filter that counts can leave out, and one for all others together. */
export const filterBits = { status: 1, channel: 2, outcome: 4, range: 8, others: 16 } as const
const allFilters = 31

/** The status takes two bits: one of the two that Twilio documents, or any other. */
const statusShift = 5
/** A constant: reading the array's length for each row would double the time. */
const otherStatus = engagementStatuses.length
/** The channel takes three, the outcome four. */
const channelShift = 7
const outcomeShift = 10

export const filterMaskCount = rowOutcomes.length << outcomeShift

/**
 * The mask of a row that fails no filter.
 * @param status index in `EngagementColumns.statuses`
 * @param channel index in `channels`
 * @param outcome index in `rowOutcomes`
 */
export function createFilterMask(status: number, channel: number, outcome: number): FilterMask {
  return (
    (Math.min(status, otherStatus) << statusShift) | (channel << channelShift) | (outcome << outcomeShift)
  )
}

export function passesAll(mask: FilterMask): boolean {
  return (mask & allFilters) === 0
}

/** Whether the row passes all other filters, whether or not it passes this one. */
export function passesAllExcept(mask: FilterMask, filter: keyof typeof filterBits): boolean {
  return (mask & allFilters & ~filterBits[filter]) === 0
}

export function statusFromMask(mask: FilterMask): (typeof engagementStatuses)[number] | 'other' {
  return engagementStatuses[(mask >> statusShift) & 3] ?? 'other'
}

export function channelFromMask(mask: FilterMask): Channel {
  return channels[(mask >> channelShift) & 7] ?? 'other'
}

export function outcomeFromMask(mask: FilterMask): RowOutcome {
  return rowOutcomes[mask >> outcomeShift] ?? 'not-loaded'
}
