import type { QueryClient } from '@tanstack/react-query'

import { isOutcomeIncomplete, outcomeText } from '#contract/outcome.ts'
import type { RunList } from '#contract/run-source.ts'
import type { EngagementSid } from '#contract/sid.ts'
import { stepsQuery } from '#queries/context.ts'
import { engagementQuery } from '#queries/engagement.ts'
import { leadToEnd, outcomeOf } from '#story/outcome.ts'
import { stepsInOrder } from '#story/steps-in-order.ts'

/** The outcome of a run whose steps this tab has loaded; null where they do not say it. Sends no request. */
export function loadedOutcomeText(
  client: QueryClient,
  runList: RunList,
  engagementSid: EngagementSid,
): string | null {
  const run = client.getQueryData(engagementQuery(runList, engagementSid).queryKey)
  const loaded = client.getQueryData(stepsQuery(runList, engagementSid).queryKey)
  if (run === undefined || loaded === undefined) return null
  const { status } = run.fields
  const steps = stepsInOrder(loaded)
  // They may be of a time when the run had not ended.
  if (status !== 'active' && !leadToEnd(steps)) return null
  const outcome = outcomeOf(steps, null, status)
  return isOutcomeIncomplete(outcome) ? null : outcomeText(outcome)
}
