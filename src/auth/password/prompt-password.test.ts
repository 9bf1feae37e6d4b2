import { PassThrough } from 'node:stream'

import { describe, expect, test } from 'vitest'

import { promptPassword } from './prompt-password.ts'

function terminal() {
  const input = new PassThrough()
  const output = new PassThrough()
  let shown = ''
  output.on('data', (chunk) => (shown += String(chunk)))
  const result = promptPassword('Password: ', { input, output })
  return { result, type: (keys: string) => void input.write(keys), shown: () => shown }
}

describe('the password prompt', () => {
  test('reads a line without showing it', async () => {
    const { result, type, shown } = terminal()
    type('correct horse')
    type(' battery\r')
    expect(await result).toBe('correct horse battery')
    expect(shown()).toBe('Password: \n')
  })

  test('handles backspace, also after an accented letter', async () => {
    const { result, type } = terminal()
    type('caf\u00e9x\u007f\u007fé\r')
    expect(await result).toBe('café')
  })

  test.each([
    ['Ctrl-C', '\u0003'],
    ['Ctrl-D', '\u0004'],
  ])('is cancelled with %s', async (_, key) => {
    const { result, type, shown } = terminal()
    type(key)
    expect(await result).toBeNull()
    expect(shown()).toBe('Password: \n')
  })
})
