import { createClient } from '@redis/client'

/** Milliseconds to wait for a reply. Signing in and reading wait for it, so it is short. */
const replyTimeoutMs = 500
const heartbeatMs = 1000
const maxReconnectMs = 1000

/** A connection without any reply for this long is closed and opened again. */
const silenceTimeoutMs = 5000

/** Writes, as a script: a replica, a full memory and missing permissions must not count as reachable. */
const heartbeatScript = "return redis.call('SET', KEYS[1], '', 'PX', 10000)"

export type Connection = {
  /** Sends a command, and rejects at once while the server cannot be reached, or after half a second without a reply. */
  send: (command: readonly string[]) => Promise<unknown>
  isUp: () => boolean
  /** Called whenever it can be reached again, and the first time. What was stored there may be lost. */
  onUp: (listener: () => void) => void
  /** Called every second, whether it can be reached or not. */
  onHeartbeat: (listener: () => void) => void
  close: () => void
}

export type ConnectionOptions = {
  /** May contain a password: never log it. */
  url: string
  heartbeatKey: string
  /** Called when it can be reached from now on, or no longer, and then why, in one word. */
  onChange: (isUp: boolean, reason: string) => void
}

/** Connects to Valkey or Redis, and connects again for as long as it takes. Never throws. */
export function createConnection({ url, heartbeatKey, onChange }: ConnectionOptions): Connection {
  /** Null before the first result. */
  let isUp: boolean | null = null
  let isClosed = false
  const upListeners: (() => void)[] = []
  const heartbeatListeners: (() => void)[] = []

  const client = createClient({
    url,
    RESP: 2,
    disableOfflineQueue: true,
    commandsQueueMaxLength: 10_000,
    disableClientInfo: true,
    maintNotifications: 'disabled',
    socket: {
      connectTimeout: silenceTimeoutMs,
      socketTimeout: silenceTimeoutMs,
      // With jitter, so that servers do not come back at the same moment.
      reconnectStrategy: (retries) => Math.min(50 * 2 ** retries, maxReconnectMs) * (0.5 + Math.random() / 2),
    },
  })

  function setUp(value: boolean, reason: string): void {
    if (value === isUp || isClosed) return
    isUp = value
    onChange(value, reason)
    if (value) for (const listener of upListeners) listener()
  }

  async function sendWithTimeout(command: readonly string[]): Promise<unknown> {
    let timer: ReturnType<typeof setTimeout> | undefined
    const timeout = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new NoReply()), replyTimeoutMs)
    })
    try {
      return await Promise.race([client.sendCommand(command), timeout])
    } catch (error) {
      setUp(false, reasonOf(error))
      throw error
    } finally {
      clearTimeout(timer)
    }
  }

  let isChecking = false
  async function check(): Promise<void> {
    if (isChecking || !client.isReady) return
    isChecking = true
    await sendWithTimeout(['EVAL', heartbeatScript, '1', heartbeatKey]).then(
      () => setUp(true, ''),
      () => {},
    )
    isChecking = false
  }

  client.on('ready', () => void check())
  client.on('error', (error) => setUp(false, reasonOf(error)))
  client.connect().catch((error: unknown) => setUp(false, reasonOf(error)))
  const heartbeat = setInterval(() => {
    void check()
    for (const listener of heartbeatListeners) listener()
  }, heartbeatMs)
  heartbeat.unref()

  return {
    send: (command) => (isUp === true ? sendWithTimeout(command) : Promise.reject(new NoReply())),
    isUp: () => isUp === true,
    onUp: (listener) => void upListeners.push(listener),
    onHeartbeat: (listener) => void heartbeatListeners.push(listener),
    close() {
      isClosed = true
      clearInterval(heartbeat)
      client.destroy()
    },
  }
}

class NoReply extends Error {
  readonly code = 'no-reply'
}

/** An error's code, such as ECONNREFUSED or WRONGPASS, or its class. Messages are left out: they could repeat a value. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  if ('code' in error && typeof error.code === 'string') return error.code
  return /^[A-Z]{2,20}(?= )/.exec(error.message)?.[0] ?? error.constructor.name
}
