import { z } from 'zod'

/** The WebDriver commands that the journeys use, with their HTTP methods and paths. @see https://www.w3.org/TR/webdriver2/ */
const httpCommands = {
  navigate: ['POST', '/url'],
  refresh: ['POST', '/refresh'],
  back: ['POST', '/back'],
  executeScript: ['POST', '/execute/sync'],
  performActions: ['POST', '/actions'],
  setWindowRect: ['POST', '/window/rect'],
  takeScreenshot: ['GET', '/screenshot'],
  setTimeouts: ['POST', '/timeouts'],
  deleteSession: ['DELETE', ''],
} as const

export type WebDriverCommand = keyof typeof httpCommands

/** Sends one WebDriver command and returns its value. Throws the driver's own error. */
export type SendCommand = (command: WebDriverCommand, parameters?: object) => Promise<unknown>

const responseSchema = z.object({ value: z.unknown() })
const errorSchema = z.object({ error: z.string(), message: z.string() })

/** Starts a session with a driver at `origin`, over HTTP. */
export async function startHttpSession(origin: string, capabilities: object): Promise<SendCommand> {
  const session = z
    .object({ sessionId: z.string() })
    .parse(await sendHttp(origin, 'POST', '/session', { capabilities: { alwaysMatch: capabilities } }))
  return (command, parameters) => {
    const [method, path] = httpCommands[command]
    return sendHttp(origin, method, `/session/${session.sessionId}${path}`, parameters)
  }
}

async function sendHttp(origin: string, method: string, path: string, body?: object): Promise<unknown> {
  const response = await fetch(origin + path, {
    method,
    ...(method === 'POST' && { body: JSON.stringify(body ?? {}) }),
  })
  const { value } = responseSchema.parse(await response.json())
  if (response.ok) return value
  const { error, message } = errorSchema.parse(value)
  throw new Error(`WebDriver ${method} ${path}: ${error}: ${message}`)
}
