import type { StudioDefinition } from '#contract/flow/studio-definition.ts'
import type { ExitCounts } from '#engine/rpc/row-results.ts'
import { endOfFlow } from '#contract/outcome.ts'
import { formatCount, pluralize } from '#format/count.ts'

/** An exit that runs took. */
export type ExitRow = ExitCounts['exits'][number] & {
  /** Whether the flow, as it is now, has this exit. */
  isDefined: boolean
}

/** The exits that runs took, most runs first. */
export function exitRows(
  definition: StudioDefinition | null,
  { exits }: Pick<ExitCounts, 'exits'>,
): ExitRow[] {
  const defined = new Set(
    (definition?.widgets ?? []).flatMap(({ name, transitions }) =>
      transitions.map(({ event, next }) => JSON.stringify([name, event, next ?? endOfFlow])),
    ),
  )
  return exits.map((exit) => ({
    ...exit,
    isDefined: defined.has(JSON.stringify([exit.widget, exit.event, exit.next])),
  }))
}

/** "Exits are counted over the 120 of 12,088+ runs whose steps are loaded." */
export function describeExitCounts(counted: number, total: number, isMore: boolean): string {
  if (counted === 0) return 'No steps are loaded, so no exit has a count.'
  const runs = isMore ? `${formatCount(total)}+ runs` : pluralize(total, 'run')
  return counted === 1
    ? `Exits are counted over the 1 of ${runs} whose steps are loaded.`
    : `Exits are counted over the ${formatCount(counted)} of ${runs} whose steps are loaded.`
}
