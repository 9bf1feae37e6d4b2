import { expect, test } from 'vitest'

import { createQueryClient } from '#queries/query-client.ts'
import { stepsQuery } from '#queries/context.ts'
import { engagementQuery } from '#queries/engagement.ts'
import { sidOf } from '#testing/sids.ts'
import { stepsOf } from '#testing/steps.ts'

import { loadedOutcomeText } from './loaded-outcome.ts'

const [runList, sid] = [sidOf('FW', 1), sidOf('FN', 1)]

test('the outcome of loaded steps, and null where they are not loaded or older than the end', () => {
  const client = createQueryClient()
  const text = () => loadedOutcomeText(client, runList, sid)
  expect(text()).toBe(null)
  const steps = stepsOf(['menu', 'hangup', 'gather-input-on-call', 4])
  client.setQueryData(stepsQuery(runList, sid).queryKey, steps)
  expect(text()).toBe(null)
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only the status is read
  client.setQueryData(engagementQuery(runList, sid).queryKey, { fields: { status: 'ended' } } as never)
  expect(text()).toBe('Ended: hang-up at menu')
  client.setQueryData(
    stepsQuery(runList, sid).queryKey,
    steps.map((step) => ({ ...step, transitioned_to: 'ask' })),
  )
  expect(text()).toBe(null)
})
