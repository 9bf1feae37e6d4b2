import { expect, test } from 'vitest'

import { describeCommonSteps } from './compared-steps.tsx'

test.each([
  [3, [3, 3], 'Both took the same 3 steps'],
  [1, [1, 1], 'Both took the same 1 step'],
  [0, [2, 3], 'They diverge at the first step'],
  [1, [2, 3], 'The first step is the same; they diverge at step 2'],
  [2, [4, 3], 'The first 2 steps are the same; they diverge at step 3'],
  [1, [1, 3], 'The first step is the same; only one has more'],
  [2, [4, 2], 'The first 2 steps are the same; only one has more'],
  [0, [0, 2], 'Only one of them has steps'],
  [0, [0, 0], 'Twilio lists no steps of either run'],
] as const)('%j equal steps of %j: %s', (common, counts, text) => {
  expect(describeCommonSteps(common, counts)).toBe(text)
})
