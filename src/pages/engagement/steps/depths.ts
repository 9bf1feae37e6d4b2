import type { Step } from '#contract/step.ts'

/** How deep in subflows each step is: 0 for the flow itself. A parent that is not listed, or a ring of them, ends it. */
export function depthsOf(steps: readonly Step[]): number[] {
  const parents = new Map(steps.map(({ sid, parent_step_sid }) => [sid, parent_step_sid]))
  return steps.map((step) => {
    let depth = 0
    const seen = new Set([step.sid])
    for (let parent = step.parent_step_sid; parent !== null && !seen.has(parent); depth++) {
      seen.add(parent)
      parent = parents.get(parent) ?? null
    }
    return depth
  })
}
