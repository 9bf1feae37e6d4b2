import { connect, type Socket } from 'node:net'

import { z } from 'zod'

import type { SendCommand, WebDriverCommand } from './webdriver.ts'

/** Firefox's names of the WebDriver commands. */
const marionetteCommands: Readonly<Record<WebDriverCommand, string>> = {
  navigate: 'WebDriver:Navigate',
  refresh: 'WebDriver:Refresh',
  back: 'WebDriver:Back',
  executeScript: 'WebDriver:ExecuteScript',
  performActions: 'WebDriver:PerformActions',
  setWindowRect: 'WebDriver:SetWindowRect',
  takeScreenshot: 'WebDriver:TakeScreenshot',
  setTimeouts: 'WebDriver:SetTimeouts',
  deleteSession: 'Marionette:Quit',
}

/** `[type, id, error, result]`; type 1 is a response. */
const responseSchema = z.tuple([
  z.literal(1),
  z.number(),
  z.object({ error: z.string(), message: z.string() }).nullable(),
  z.unknown(),
])
/** Firefox wraps the values of some commands only. */
const valueSchema = z.object({ value: z.unknown() })

/**
 * Starts a session with Firefox over Marionette, the protocol that geckodriver translates WebDriver to: JSON messages over
 * TCP, each after its length in bytes and a colon. `runInBrowser` runs a script with Firefox's own rights; Firefox allows it
 * when started with `--remote-allow-system-access`.
 * @see https://firefox-source-docs.mozilla.org/testing/marionette/Protocol.html
 */
export async function startMarionetteSession(
  port: number,
  capabilities: object,
): Promise<{ send: SendCommand; runInBrowser: (script: string) => Promise<unknown> }> {
  const socket = await openSocket(port)
  const pending = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>()
  readMessages(socket, (message) => {
    const response = responseSchema.safeParse(message)
    // Its first message describes itself.
    if (!response.success) return
    const [, id, error, result] = response.data
    const command = pending.get(id)
    pending.delete(id)
    if (error) command?.reject(new Error(`Marionette: ${error.error}: ${error.message}`))
    else command?.resolve(result)
  })
  socket.on('close', () => {
    for (const { reject } of pending.values()) reject(new Error('Firefox closed its Marionette connection.'))
  })
  let lastId = 0
  const send = (name: string, parameters: object): Promise<unknown> =>
    new Promise((resolve, reject) => {
      pending.set(++lastId, { resolve, reject })
      const message = JSON.stringify([0, lastId, name, parameters])
      socket.write(`${Buffer.byteLength(message)}:${message}`)
    })
  await send('WebDriver:NewSession', capabilities)
  const sendForValue = async (name: string, parameters: object) => {
    const result = await send(name, parameters)
    const wrapped = valueSchema.safeParse(result)
    return wrapped.success ? wrapped.data.value : result
  }
  return {
    send: (command, parameters = {}) => sendForValue(marionetteCommands[command], parameters),
    runInBrowser: async (script) => {
      await send('Marionette:SetContext', { value: 'chrome' })
      try {
        return await sendForValue('WebDriver:ExecuteScript', { script, args: [] })
      } finally {
        await send('Marionette:SetContext', { value: 'content' })
      }
    },
  }
}

/** Waits until Firefox listens. */
async function openSocket(port: number): Promise<Socket> {
  for (let attempt = 0; attempt < 600; attempt++) {
    const socket = await new Promise<Socket | null>((resolve) => {
      const opened = connect(port, '127.0.0.1', () => resolve(opened))
      opened.once('error', () => resolve(null))
    })
    if (socket) return socket
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`Firefox did not open its Marionette port ${port}.`)
}

function readMessages(socket: Socket, onMessage: (message: unknown) => void): void {
  let chunks: Buffer = Buffer.alloc(0)
  socket.on('data', (data) => {
    chunks = Buffer.concat([chunks, Buffer.from(data)])
    for (;;) {
      const start = chunks.indexOf(':') + 1
      const end = start + Number(chunks.subarray(0, Math.max(0, start - 1)))
      if (start === 0 || chunks.length < end) return
      onMessage(JSON.parse(chunks.subarray(start, end).toString()))
      chunks = chunks.subarray(end)
    }
  })
}
