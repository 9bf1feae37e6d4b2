import type { Step } from '#contract/resources.ts'

/**
 * Counts the steps two runs have in common from their start: same events, same source and target widgets. The texts of
 * messages and replies may differ.
 * @param left in the order they happened, like `right`
 */
export function commonPrefixLength(left: readonly Step[], right: readonly Step[]): number {
  const maxLength = Math.min(left.length, right.length)
  let common = 0
  while (common < maxLength && isSameStep(left[common], right[common])) common++
  return common
}

function isSameStep(left: Step | undefined, right: Step | undefined): boolean {
  return (
    left?.name === right?.name &&
    left?.transitioned_from === right?.transitioned_from &&
    left?.transitioned_to === right?.transitioned_to
  )
}
