import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

import { rateLimitKey } from '#auth/password/rate-limit-key.ts'

type Connection = { address: string; requests: number }

/**
 * Keeps at most `max` connections open. Beyond that, a new one takes the place of an idle one, of the address (IPv6: the
 * /64) that has the most idle ones, and there of the one that has been idle longest. It is closed only where none is idle.
 * Idle connections cost nothing to open: closing the new ones instead would let one visitor keep everybody out.
 */
export function limitConnections(server: Server, max: number): void {
  let open = 0
  const connections = new WeakMap<Socket, Connection>()
  /** Connections without a request under way, by address; those of an address in the order in which they became idle. */
  const idle = new Map<string, Set<Socket>>()

  server.on('connection', (socket) => {
    if (open >= max && !closeIdle()) return void socket.destroy()
    const connection = { address: rateLimitKey(socket.remoteAddress ?? ''), requests: 0 }
    connections.set(socket, connection)
    open++
    addIdle(socket, connection)
    socket.once('close', () => {
      open--
      removeIdle(socket, connection)
    })
  })
  server.on('request', trackRequest)
  server.on('checkExpectation', trackRequest)

  function trackRequest({ socket }: IncomingMessage, response: ServerResponse): void {
    const connection = connections.get(socket)
    if (!connection) return
    connection.requests++
    removeIdle(socket, connection)
    response.once('close', () => {
      connection.requests--
      if (connection.requests === 0 && !socket.destroyed) addIdle(socket, connection)
    })
  }

  /** @returns whether there was one */
  function closeIdle(): boolean {
    const most = [...idle.values()].reduce((a, b) => (b.size > a.size ? b : a), new Set<Socket>())
    const [socket] = most
    if (!socket) return false
    const connection = connections.get(socket)
    if (connection) removeIdle(socket, connection)
    socket.destroy()
    return true
  }

  function addIdle(socket: Socket, { address }: Connection): void {
    const sockets = idle.get(address) ?? new Set()
    idle.set(address, sockets.add(socket))
  }

  function removeIdle(socket: Socket, { address }: Connection): void {
    const sockets = idle.get(address)
    sockets?.delete(socket)
    if (sockets?.size === 0) idle.delete(address)
  }
}
