import { expect, test } from 'vitest'

import { paths } from '#urls/urls.ts'
import { sidOf } from '#testing/sids.ts'

import { goToTargets } from './go-to-targets.ts'

const [flow, other, run] = [sidOf('FW', 1), sidOf('FW', 2), sidOf('FN', 3)]
const urlsOf = (text: string, runList = flow) => goToTargets(text, runList).targets.map(({ url }) => url)

test('a SID or a link leads to its page', () => {
  expect(urlsOf(`  ${other} `)).toEqual([paths.engagements(other)])
  expect(urlsOf(run)).toEqual([paths.engagement(flow, run), paths.flows(run)])
  const link = `https://console.twilio.com/us1/develop/studio/flows/${other}/executions/${run}?x=1`
  expect(urlsOf(link)).toEqual([paths.engagement(`${other}/executions`, run)])
  expect(goToTargets(link, null).isCertain).toBe(true)
})

test('a phone number comes first, other text last', () => {
  expect(goToTargets('+1 (415) 555-0142', null)).toMatchObject({ isCertain: true, targets: [{}] })
  expect(goToTargets('export', flow)).toMatchObject({ isCertain: false, targets: [{}, {}] })
  expect(goToTargets('  ', flow).targets).toEqual([])
})

test('of a long text only the start is read', () => {
  expect(goToTargets('x'.repeat(1_000_000), null).targets[0]?.detail).toHaveLength(2000)
})
