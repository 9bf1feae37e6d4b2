import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import { setTimeout } from 'node:timers/promises'

/** The speed of a network. */
export interface NetworkSpeed {
  /** Of each direction, shared by all connections. */
  megabitsPerSecond: number
  roundTripMs: number
}

/** The network's buffer. What does not fit waits at its sender. */
const bufferBytes = 256 * 1024

/** Makes a port lead to one of this machine's servers as slowly as a network. */
export async function startSlowPipe(
  port: number,
  target: string,
  { megabitsPerSecond, roundTripMs }: NetworkSpeed,
): Promise<{ stop: () => Promise<void> }> {
  const bytesPerMs = (megabitsPerSecond * 1e6) / 8 / 1000
  const sockets = new Set<Socket>()
  const [send, receive] = [createLink(), createLink()]

  const server = createServer((client) => {
    const upstream = connect(Number(new URL(target).port), '127.0.0.1')
    for (const socket of [client, upstream]) {
      sockets.add(socket)
      socket.setNoDelay(true)
      // A connection that breaks on one side breaks on the other.
      socket.on('error', () => {})
      socket.on('close', () => {
        sockets.delete(socket)
        client.destroy()
        upstream.destroy()
      })
    }
    void send(client, upstream)
    void receive(upstream, client)
  })
  await once(server.listen(port, '127.0.0.1'), 'listening')
  return {
    stop: () =>
      new Promise((finish) => {
        server.close(() => finish())
        for (const socket of sockets) socket.destroy()
      }),
  }

  /** One direction: each byte takes its time after the bytes before it, and arrives half a round trip later. */
  function createLink(): (from: Socket, to: Socket) => Promise<void> {
    let freeAt = 0
    return async (from, to) => {
      let lastArrival = Promise.resolve()
      try {
        for await (const chunk of from as AsyncIterable<Buffer>) {
          freeAt = Math.max(freeAt, performance.now()) + chunk.byteLength / bytesPerMs
          const arrival = setTimeout(freeAt + roundTripMs / 2 - performance.now())
          lastArrival = Promise.all([lastArrival, arrival]).then(() => void to.write(chunk))
          const waitMs = freeAt - performance.now() - bufferBytes / bytesPerMs
          if (waitMs > 0) await setTimeout(waitMs)
        }
        await lastArrival
        to.end()
      } catch {
        // The connection broke: its other side is closed by "close".
      }
    }
  }
}
