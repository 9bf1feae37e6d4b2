import { expect, test } from 'vitest'

import { createPseudonymizer } from '#privacy/pseudonyms.ts'
import { sidOf } from '#testing/sids.ts'

import { parseSavedRun, savedRunChunks, SavedRunError, type SavedRun } from './saved-run-file.ts'

const context = '{"n":12345678901234567890,"a":1,"a":2,"to":"+14155550142","__proto__":{"x":1}}'
const run: SavedRun = {
  format: 'flowdesk-saved-run',
  version: 1,
  taken: '2026-11-03T09:12:45Z',
  by: 'Flowdesk',
  masked: false,
  flow: { sid: sidOf('FW', 1), name: 'Order status' },
  source: 'engagements',
  engagementSid: sidOf('FN', 2),
  story: 'Sent “hi” to +14155550142',
  details: [{ key: 'contact_channel_address', text: '"+14155550142"' }],
  steps: [],
  stepContexts: [{ step: sidOf('FT', 3), context }],
  context,
}
const save = (replace: Parameters<typeof savedRunChunks>[1]) => [...savedRunChunks(run, replace)].join('')
const messageOf = (text: string) => {
  try {
    parseSavedRun(text)
    return null
  } catch (thrown) {
    if (thrown instanceof SavedRunError) return thrown.message
    throw thrown
  }
}

test('a saved run is the same when opened, each digit and key of its contexts included', () => {
  expect(parseSavedRun(save(null))).toEqual(run)
})

test('masked, a number has the same name everywhere', () => {
  const text = save(createPseudonymizer())
  expect(text).not.toContain('5550142')
  const opened = parseSavedRun(text)
  expect(opened.details[0]?.text).toBe('"phone-A"')
  expect(opened.story).toContain('phone-A')
  expect(opened.context).toContain('"to":"phone-A"')
  expect(opened.context).toContain('"a":1,"a":2')
})

test('other files are refused with a sentence', () => {
  expect(messageOf('{')).toMatch(/isn’t JSON/)
  expect(messageOf('[]')).toMatch(/isn’t a run saved by Flowdesk/)
  expect(messageOf(JSON.stringify({ ...run, version: 2 }))).toMatch(/newer version/)
  expect(messageOf(JSON.stringify({ ...run, version: 0 }))).toMatch(/damaged: “version”/)
  expect(messageOf(JSON.stringify({ ...run, context: 5 }))).toMatch(/damaged: “context”/)
  expect(messageOf(JSON.stringify({ ...run, flow: { sid: 'FW1', name: null } }))).toMatch(/“flow.sid”/)
  expect(messageOf(JSON.stringify({ ...run, taken: 'yesterday' }))).toMatch(/“taken”/)
})
