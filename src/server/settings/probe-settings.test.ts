import { expect, test } from 'vitest'

import { parseProbeSettings } from './probe-settings.ts'

const key = { TWILIO_API_KEY: `SK${'a'.repeat(32)}`, TWILIO_API_SECRET: 'hush-key' }
const flow = `FW${'1'.repeat(32)}`
const run = `FN${'2'.repeat(32)}`

test('a flow, with a run and a wait where they are given', () => {
  expect(parseProbeSettings(key, [flow])).toEqual({
    settings: {
      source: expect.objectContaining({ kind: 'twilio' }),
      flowSid: flow,
      runSid: null,
      waitSeconds: 0,
    },
  })
  expect(parseProbeSettings({}, ['--demo', flow, run, '--wait=60'])).toMatchObject({
    settings: { source: { kind: 'demo' }, flowSid: flow, runSid: run, waitSeconds: 60 },
  })
})

test.each<[string, Record<string, string>, string[], RegExp]>([
  ['no credentials', {}, [flow], /^No credentials: set TWILIO_API_KEY .* or add --demo/],
  [
    'half a pair',
    { TWILIO_API_SECRET: 'hush-key' },
    [flow],
    /^TWILIO_API_SECRET is set but TWILIO_API_KEY is not/,
  ],
  ['no SID', key, [], /^Which flow\? Give its SID: npm run probe -- FW… /],
  ['another SID', key, [run], /is not a flow SID: it must be FW and 32 hexadecimal digits/],
  ['a word', key, ['hello'], /^"hello" is not a flow SID/],
  ['two flows', key, [flow, flow], /is not a run’s SID: it must be FN and 32 hexadecimal digits/],
  ['too many arguments', key, [flow, run, 'more'], /^Unknown argument "more"\. Usage: /],
  ['an unknown option', key, [flow, '--all'], /^Unknown argument "--all"\. Usage: /],
  [
    'a wait that is no number',
    key,
    [flow, '--wait=long'],
    /^"--wait=long" must have a whole number of seconds/,
  ],
  ['a wait that is too long', key, [flow, '--wait=9999'], /from 0 to 3600/],
])('%s is one sentence, without a credential', (_, env, args, sentence) => {
  const parsed = parseProbeSettings(env, args)
  const errors = 'errors' in parsed ? parsed.errors : []
  expect(errors).toEqual([expect.stringMatching(sentence)])
  expect(errors[0]).not.toContain('hush')
})
