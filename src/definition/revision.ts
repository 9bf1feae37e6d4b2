import type { FlowRevision } from '#contract/flow-resources.ts'

/**
 * The revision of a flow that a run followed.
 * @param version the run's `flow_version`, which executions have and engagements do not; null if unknown
 */
export function findRevision(
  revisions: readonly FlowRevision[],
  version: number | null,
): FlowRevision | null {
  return version === null ? null : (revisions.find(({ revision }) => revision === version) ?? null)
}
