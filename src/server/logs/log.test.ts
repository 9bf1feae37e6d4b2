import { expect, test, vi } from 'vitest'

import { createLog, logLevels } from './log.ts'

function everything(level: (typeof logLevels)[number]) {
  const write = vi.fn<(text: string) => void>()
  const log = createLog(level, write)
  log.say('Flowdesk on http://127.0.0.1:4173')
  log.fault(
    'A request failed.',
    Object.assign(new Error('why'), { headers: { authorization: 'Basic hush' } }),
  )
  log.request({ method: 'GET', path: '/api/v1/Flows', status: 200 })
  log.audit('read', { user: 'ada', engagement: undefined, what: 'context\n{"audit":"forged"}' })
  return write.mock.calls.map(([text]) => text)
}

test.each([
  ['silent', []],
  ['error', ['A request failed.', '"audit":"read"']],
  ['info', ['Flowdesk on', 'A request failed.', '"audit":"read"']],
  ['debug', ['Flowdesk on', 'A request failed.', '"path":"/api/v1/Flows"', '"audit":"read"']],
] as const)('%s says %j', (level, parts) => {
  expect(everything(level)).toEqual(parts.map((part) => expect.stringContaining(part)))
})

test('a sentence is plain, all else a line of JSON with its time; nothing can forge a second one', () => {
  const [sentence, ...lines] = everything('debug')
  expect(sentence).toBe('Flowdesk on http://127.0.0.1:4173\n')
  for (const line of lines) {
    expect(line.indexOf('\n')).toBe(line.length - 1)
    expect(JSON.parse(line)).toMatchObject({
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      level: expect.any(String),
    })
  }
})

test('of what was thrown, the stack and no other field', () => {
  const [line = ''] = everything('error')
  expect(JSON.parse(line)).toEqual({
    level: 'error',
    time: expect.any(String),
    msg: 'A request failed.',
    stack: expect.stringContaining('Error: why'),
  })
})
