import { PassThrough } from 'node:stream'

import { describe, expect, test } from 'vitest'

import { askSecretly } from './ask-secretly.ts'

function terminal() {
  const input = new PassThrough()
  const output = new PassThrough()
  let shown = ''
  output.on('data', (chunk) => (shown += String(chunk)))
  const answer = askSecretly('Password: ', { input, output })
  return { answer, type: (keys: string) => void input.write(keys), shown: () => shown }
}

describe('asking at a terminal', () => {
  test('takes a line and shows nothing of it', async () => {
    const { answer, type, shown } = terminal()
    type('correct horse')
    type(' battery\r')
    expect(await answer).toBe('correct horse battery')
    expect(shown()).toBe('Password: \n')
  })

  test('lets one delete, in the middle of an accent too', async () => {
    const { answer, type } = terminal()
    type('caf\u00e9x\u007f\u007fé\r')
    expect(await answer).toBe('café')
  })

  test.each([
    ['Ctrl-C', '\u0003'],
    ['Ctrl-D', '\u0004'],
  ])('is given up with %s', async (_, key) => {
    const { answer, type, shown } = terminal()
    type(key)
    expect(await answer).toBeNull()
    expect(shown()).toBe('Password: \n')
  })
})
