import { expect, test } from 'vitest'

import type { Flow } from '#contract/resources.ts'
import { sidOf } from '#testing/sids.ts'

import { paletteGroups } from './palette-entries.ts'

const [flowSid, run] = [sidOf('FW', 1), sidOf('FN', 2)]
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only these fields are read
const flows = [{ sid: flowSid, friendly_name: 'Order status' }] as unknown as Flow[]
const content = {
  typed: '',
  runList: flowSid,
  controls: [{ name: 'Export', shortcut: 'e', activate: () => {} }],
  refresh: null,
  recentRuns: [{ runList: flowSid, engagementSid: run, contact: '+14155550142', outcome: 'Failed at ask' }],
  views: [{ name: 'Failed today', url: '/f?outcome=failed' }],
  flows,
}
const headings = (typed: string) => paletteGroups({ ...content, typed }).map(({ heading }) => heading)

test('without a text everything is offered', () => {
  expect(headings('')).toEqual(['Recent runs', 'Actions', 'Views', 'Flows'])
})

test('a recent run says its contact, its flow and its outcome', () => {
  expect(paletteGroups(content)[0]?.entries[0]?.label).toBe('+14155550142 · Order status · Failed at ask')
})

test('a recent run of another account stays unseen, as on the first page', () => {
  const runs = content.recentRuns.map((each) => ({ ...each, runList: sidOf('FW', 9) }))
  expect(paletteGroups({ ...content, recentRuns: runs })[0]?.heading).toBe('Actions')
})

test('all words must be there; what the text is for certain comes first', () => {
  expect(headings('ORDER status')).toEqual(['Recent runs', 'Flows', 'Go to'])
  expect(headings('today')).toEqual(['Views', 'Go to'])
  expect(headings('exp')).toEqual(['Actions', 'Go to'])
  expect(headings(flowSid)).toEqual(['Go to', 'Flows'])
  expect(headings('+14155550142')).toEqual(['Go to', 'Recent runs'])
})
