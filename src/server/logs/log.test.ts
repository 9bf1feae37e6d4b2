import { expect, test, vi } from 'vitest'

import { createLog, logLevels } from './log.ts'

function linesAt(level: (typeof logLevels)[number]) {
  const write = vi.fn<(text: string) => void>()
  const log = createLog(level, { write, isWritable: () => true, close: async () => true })
  log.info('Flowdesk on http://127.0.0.1:4173')
  log.error(
    'A request failed.',
    Object.assign(new Error('reason'), { headers: { authorization: 'Basic hush' } }),
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
] as const)('the level %s writes %j', (level, texts) => {
  expect(linesAt(level)).toEqual(texts.map((text) => expect.stringContaining(text)))
})

test('messages are plain sentences, all else is one line of JSON with a time that no field can break', () => {
  const [sentence, ...lines] = linesAt('debug')
  expect(sentence).toBe('Flowdesk on http://127.0.0.1:4173\n')
  expect(lines).toHaveLength(3)
  for (const line of lines) {
    expect(line.indexOf('\n')).toBe(line.length - 1)
    expect(JSON.parse(line)).toMatchObject({
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      level: expect.any(String),
      server: expect.stringMatching(/^[0-9a-f]{8}$/),
    })
  }
  expect(lines.map((line) => JSON.parse(line).seq)).toEqual([1, 2, 3])
})

test('errors are logged with their stack and no other field', () => {
  const [line = ''] = linesAt('error')
  expect(JSON.parse(line)).toEqual({
    level: 'error',
    time: expect.any(String),
    server: expect.any(String),
    seq: 1,
    msg: 'A request failed.',
    stack: expect.stringContaining('Error: reason'),
  })
})
