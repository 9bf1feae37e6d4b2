import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'

export type Terminal = { input: NodeJS.ReadableStream; output: NodeJS.WritableStream }

/**
 * Reads one line from a terminal without showing it. Null when the user cancels (Ctrl-C, Ctrl-D).
 * Uses Node's line editor, so that deleting and pasting work; its echo is discarded.
 */
export function promptPassword(prompt: string, { input, output }: Terminal): Promise<string | null> {
  const nullOutput = new Writable({ write: (_chunk, _encoding, done) => done() })
  const readline = createInterface({ input, output: nullOutput, terminal: true, historySize: 0 })
  output.write(prompt)
  return new Promise((resolve) => {
    const finish = (line: string | null) => {
      readline.removeAllListeners()
      readline.close()
      output.write('\n')
      resolve(line)
    }
    readline.once('line', finish)
    readline.once('SIGINT', () => finish(null))
    readline.once('close', () => finish(null))
  })
}
