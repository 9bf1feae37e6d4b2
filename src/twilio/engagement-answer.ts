import { engagementSchema, type Engagement } from '#contract/engagement.ts'
import type { Member } from '#json/members.ts'

/** One engagement: the fields Twilio promised, and every member as it was sent. */
export type EngagementAnswer = { fields: Engagement; members: readonly Member[] }

/** A member whose text is no JSON counts as absent: one odd value must not cost the reader the others. */
export function readEngagement(members: readonly Member[]): EngagementAnswer {
  const values = Object.fromEntries(
    members.map(({ key, text }) => [key, text === null ? undefined : parse(text)]),
  )
  return { fields: engagementSchema.parse(values), members }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
