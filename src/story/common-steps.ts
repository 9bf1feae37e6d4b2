import type { Step } from '#contract/step.ts'

/**
 * How many steps two runs of a flow have in common from their start: the same events leading from the same widgets to
 * the same widgets. What was said and answered may differ.
 * @param left in the order they happened, as `right`
 */
export function commonSteps(left: readonly Step[], right: readonly Step[]): number {
  const shorter = Math.min(left.length, right.length)
  let common = 0
  while (common < shorter && isSame(left[common], right[common])) common++
  return common
}

function isSame(left: Step | undefined, right: Step | undefined): boolean {
  return (
    left?.name === right?.name &&
    left?.transitioned_from === right?.transitioned_from &&
    left?.transitioned_to === right?.transitioned_to
  )
}
