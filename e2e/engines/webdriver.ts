import { z } from 'zod'

const responseSchema = z.object({ value: z.unknown() })
const errorSchema = z.object({ error: z.string(), message: z.string() })

/** The commands that the driver has not answered yet, to name them when a test times out. */
const pendingCommands = new Set<string>()

export function unansweredCommands(): string[] {
  return [...pendingCommands]
}

/** Sends one WebDriver command and returns its value. Throws the driver's own error. @see https://www.w3.org/TR/webdriver2/ */
export type SendCommand = (method: 'GET' | 'POST' | 'DELETE', path: string, body?: object) => Promise<unknown>

/** Starts a session with a driver at `origin`. The paths of its commands are relative to the session. */
export async function startSession(origin: string, capabilities: object): Promise<SendCommand> {
  const session = z
    .object({ sessionId: z.string() })
    .parse(await send(origin, 'POST', '/session', { capabilities: { alwaysMatch: capabilities } }))
  return (method, path, body) => send(origin, method, `/session/${session.sessionId}${path}`, body)
}

async function send(origin: string, method: string, path: string, body?: object): Promise<unknown> {
  const command = `${method} ${path} ${JSON.stringify(body ?? {}).slice(0, 300)}`
  pendingCommands.add(command)
  const response = await fetch(origin + path, {
    method,
    ...(method === 'POST' && { body: JSON.stringify(body ?? {}) }),
  })
  const { value } = responseSchema.parse(await response.json())
  pendingCommands.delete(command)
  if (response.ok) return value
  const { error, message } = errorSchema.parse(value)
  throw new Error(`WebDriver ${method} ${path}: ${error}: ${message}`)
}
