import { engagementSchema, type Engagement } from '#contract/resources.ts'
import type { RawEntry } from '#json/parse/raw-entries.ts'

/** One engagement: the documented fields, and all entries as sent. */
export type EngagementResponse = { fields: Engagement; entries: readonly RawEntry[] }

/** An entry with invalid JSON counts as absent, so that one bad value does not hide the others. */
export function parseEngagement(entries: readonly RawEntry[]): EngagementResponse {
  const values = Object.fromEntries(
    entries.map(({ key, text }) => [key, text === null ? undefined : parseJsonOrUndefined(text)]),
  )
  return { fields: engagementSchema.parse(values), entries }
}

function parseJsonOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
