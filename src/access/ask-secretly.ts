import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'

export type Terminal = { input: NodeJS.ReadableStream; output: NodeJS.WritableStream }

/**
 * Asks for one line at a terminal, none of which is shown. Null when the person gives up (Ctrl-C, Ctrl-D).
 * Node's own line editing reads the keys, so that deleting and pasting work; what it would echo goes nowhere.
 */
export function askSecretly(question: string, { input, output }: Terminal): Promise<string | null> {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() })
  const reader = createInterface({ input, output: nowhere, terminal: true, historySize: 0 })
  output.write(question)
  return new Promise((resolve) => {
    const answer = (line: string | null) => {
      reader.removeAllListeners()
      reader.close()
      output.write('\n')
      resolve(line)
    }
    reader.once('line', answer)
    reader.once('SIGINT', () => answer(null))
    reader.once('close', () => answer(null))
  })
}
