import { expect, test } from 'vitest'

import { stepSchema } from '#contract/resources.ts'
import { sidOf } from '#testing/sids.ts'
import { runStart, stepsOf } from '#testing/steps.ts'

import { runStepsOf } from './run-steps.ts'

const steps = stepsOf(
  ['Trigger', 'incomingMessage', 'trigger', 0],
  ['ask', 'incomingMessage', 'send-and-wait-for-reply', 90],
  ['thanks', 'sent', 'send-message', 91],
)

test('how long a run was at each widget, and its last one', () => {
  expect(runStepsOf(steps, null, 'ended')).toMatchObject({
    lastWidget: 'thanks',
    waitingSinceMs: null,
    waits: [
      { widget: 'ask', ms: 90_000 },
      { widget: 'thanks', ms: 1000 },
    ],
  })
})

test('an active run waits since its last step; that wait is not completed', () => {
  const active = steps.slice(0, 1)
  expect(runStepsOf(active, null, 'active')).toEqual({
    outcome: { kind: 'waiting', widget: 'ask', reason: null },
    lastWidget: null,
    waitingSinceMs: runStart,
    waits: [],
    exits: [{ widget: 'Trigger', event: 'incomingMessage', next: 'ask' }],
  })
  // Its status is older than its steps: where it waits is not known.
  expect(runStepsOf(steps, null, 'active').waitingSinceMs).toBe(null)
})

test('a widget that the step before does not lead to, and a step without a date, are no wait', () => {
  const [trigger, ask, thanks] = steps
  if (!trigger || !ask || !thanks) throw new Error('There are three steps.')
  expect(runStepsOf([trigger, thanks], null, 'ended').waits).toEqual([])
  expect(runStepsOf([trigger, { ...ask, date_created: null }], null, 'ended').waits).toEqual([])
})

test('the last widget is the one in which a run was stopped, and one of the flow itself', () => {
  const last = (some: typeof steps) => runStepsOf(some, null, 'ended').lastWidget
  expect(last(steps.slice(0, 2))).toBe('thanks')
  const inner = stepSchema.parse({
    parent_step_sid: sidOf('FT', 1),
    transitioned_from: 'inner',
    transitioned_to: 'Ended',
  })
  expect(last([...steps, inner])).toBe('thanks')
  expect(last([])).toBe(null)
  expect(last([stepSchema.parse({ name: 'x' })])).toBe(null)
})

const exits = (some: typeof steps) => runStepsOf(some, null, 'ended').exits

test('the exits of the flow itself that a run took, each once', () => {
  const asked = stepsOf(
    ['ask', 'timeout', 'send-and-wait-for-reply', 0],
    ['ask', 'timeout', 'send-and-wait-for-reply', 1],
    ['ask', 'incomingMessage', 'send-and-wait-for-reply', 2],
  )
  const inner = stepSchema.parse({ ...asked[0], parent_step_sid: sidOf('FT', 1) })
  const leadsNowhere = stepSchema.parse({ ...asked[0], transitioned_to: null })
  expect(exits([...asked, inner, leadsNowhere])).toEqual([
    { widget: 'ask', event: 'timeout', next: 'ask' },
    { widget: 'ask', event: 'incomingMessage', next: 'Ended' },
  ])
  // Twilio has deleted the steps: no exit is not the same as none known.
  expect(exits([])).toBe(null)
})
