import { countsOf, outcomeOptions, partsOfOutcome, rowOutcomes } from '#contract/outcome.ts'

import { channelFromMask, outcomeFromMask, passesAllExcept, statusFromMask } from './filter-mask.ts'
import type { FacetCounts } from '#engine/rpc/row-results.ts'

/** How many rows each option of a filter would show. @param maskCounts the number of rows with each mask */
export function facetCounts(maskCounts: Uint32Array): FacetCounts {
  const status = { all: 0, active: 0, ended: 0, other: 0 }
  const channel = { phone: 0, whatsapp: 0, sip: 0, client: 0, other: 0 }
  const outcomeParts = countsOf(rowOutcomes, () => 0)
  for (const [mask, rowCount] of maskCounts.entries()) {
    if (rowCount === 0) continue
    if (passesAllExcept(mask, 'status')) {
      status.all += rowCount
      status[statusFromMask(mask)] += rowCount
    }
    if (passesAllExcept(mask, 'channel')) channel[channelFromMask(mask)] += rowCount
    if (passesAllExcept(mask, 'outcome')) outcomeParts[outcomeFromMask(mask)] += rowCount
  }
  return {
    status: { all: status.all, active: status.active, ended: status.ended },
    channel,
    outcome: countsOf(outcomeOptions, (option) =>
      partsOfOutcome(option).reduce((sum, part) => sum + outcomeParts[part], 0),
    ),
    outcomeParts,
  }
}
