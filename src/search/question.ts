import { engagementStatuses, type EngagementStatus } from '#contract/engagement.ts'

/** What people ask of a list of engagements. */
export type Question = {
  /** Only engagements of this status; null for all of them, those of an unknown status included. */
  readonly status: EngagementStatus | null
}

export const everything: Question = { status: null }

/** Reads a status as it stands in a link or a control; anything but a known one means all. */
export function parseStatus(text: string | null): EngagementStatus | null {
  return engagementStatuses.find((status) => status === text) ?? null
}

/** The same for equal questions, different for different ones. */
export function questionKey(question: Question): string {
  return question.status ?? 'all'
}

export function isFiltered(question: Question): boolean {
  return questionKey(question) !== questionKey(everything)
}
