import { expect, test } from 'vitest'

import { faultFlows } from '#emulator/faults/definitions.ts'
import { sidOf } from '#testing/sids.ts'

import { arrangeFlows, faultNamePrefix, splitFaults } from './arrange-flows.ts'

const flow = (number: number, name: string | null, updated: string | null) => ({
  sid: sidOf('FW', number),
  account_sid: null,
  friendly_name: name,
  status: 'published',
  version: 1,
  date_created: null,
  date_updated: updated,
  url: null,
  links: {},
})

const flows = [
  flow(1, 'Order status', '2026-11-03T09:00:00Z'),
  flow(2, null, null),
  flow(3, 'callback 10', '2026-11-02T09:00:00Z'),
  flow(4, 'Callback 9', '2026-11-04T09:00:00Z'),
]
const byName = { by: 'name', descending: false } as const
const newest = { by: 'updated', descending: true } as const

const sidNumbers = (arranged: readonly { sid: string | null }[]) =>
  arranged.map(({ sid }) => Number.parseInt(sid?.slice(2) ?? '', 16))

test.each([
  [byName, [4, 3, 1, 2]],
  [{ by: 'name', descending: true } as const, [1, 3, 4, 2]],
  [newest, [4, 1, 3, 2]],
  [{ by: 'updated', descending: false } as const, [3, 1, 4, 2]],
])('sorted by %o, flows without the value come last', (sort, expected) => {
  expect(sidNumbers(arrangeFlows(flows, { filter: '', sort, pinned: [] }))).toEqual(expected)
})

test('pinned flows come first, in the same order as the others', () => {
  const pinned = [sidOf('FW', 2), sidOf('FW', 3)]
  expect(sidNumbers(arrangeFlows(flows, { filter: '', sort: newest, pinned }))).toEqual([3, 2, 4, 1])
})

test.each([
  ['ORDER', [1]],
  ['10 call', [3]],
  [sidOf('FW', 4), [4]],
  ['no such', []],
])('%o is looked for in names and SIDs, word by word', (filter, expected) => {
  expect(sidNumbers(arrangeFlows(flows, { filter, sort: newest, pinned: [] }))).toEqual(expected)
})

test('the flows that fail on purpose are those of the demo alone', () => {
  const faulty = faultFlows().map(({ definition }, i) => flow(i, definition.name, null))
  expect(faulty.filter(({ friendly_name: name }) => !name?.startsWith(faultNamePrefix))).toEqual([])
  expect(splitFaults([...faulty, ...flows], true)).toEqual({ ordinary: flows, faults: faulty })
  expect(splitFaults(faulty, false)).toEqual({ ordinary: faulty, faults: [] })
})
