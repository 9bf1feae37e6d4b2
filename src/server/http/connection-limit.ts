import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

import { rateLimitKey } from '#auth/rate-limit-key.ts'

/** Connections of an address (IPv6: of a /64), each with the one first that has been there longest. */
type AddressConnections = {
  /** Without a request under way. */
  idle: Set<Socket>
  busy: Set<Socket>
}

type Connection = { address: string; requests: number }

/**
 * Keeps at most `max` connections open. Connections cost nothing to open, and closing new ones instead would let one visitor
 * keep everybody out. So a new one takes the place of
 * - an idle one, of the address that has the most idle ones; of its own, where that address has more than half of all;
 * - where none is idle, a busy one of another address that has more than half of all.
 * Otherwise the new one is closed.
 */
export function limitConnections(server: Server, max: number): void {
  let open = 0
  const connections = new WeakMap<Socket, Connection>()
  const addresses = new Map<string, AddressConnections>()

  server.on('connection', (socket) => {
    const address = rateLimitKey(socket.remoteAddress ?? '')
    if (open >= max && !makeRoom(address)) return void socket.destroy()
    const connection = { address, requests: 0 }
    connections.set(socket, connection)
    open++
    setState(socket, connection, 'idle')
    socket.once('close', () => {
      open--
      setState(socket, connection, null)
    })
  })
  server.on('request', trackRequest)
  server.on('checkExpectation', trackRequest)

  function trackRequest({ socket }: IncomingMessage, response: ServerResponse): void {
    const connection = connections.get(socket)
    if (!connection) return
    if (connection.requests++ === 0) setState(socket, connection, 'busy')
    response.once('close', () => {
      if (--connection.requests === 0 && !socket.destroyed) setState(socket, connection, 'idle')
    })
  }

  /** Closes a connection for one of this address. @returns whether there was one to close */
  function makeRoom(address: string): boolean {
    const own = addresses.get(address)
    // While a request is on its way, its connection is idle: an address with many busy ones could take all of these.
    const isMost = own !== undefined && own.idle.size + own.busy.size > max / 2
    const idle = isMost ? own.idle : largest([...addresses.values()].map((each) => each.idle))
    const others = [...addresses].flatMap(([key, { busy }]) => (key === address ? [] : [busy]))
    const busy = largest(others)
    const [socket] = idle.size > 0 ? idle : busy.size > max / 2 ? busy : []
    const connection = socket && connections.get(socket)
    if (!connection) return false
    setState(socket, connection, null)
    socket.destroy()
    return true
  }

  /** @param state null once it is closed */
  function setState(socket: Socket, { address }: Connection, state: keyof AddressConnections | null): void {
    const { idle, busy } = addresses.get(address) ?? { idle: new Set(), busy: new Set() }
    idle.delete(socket)
    busy.delete(socket)
    if (state !== null) (state === 'idle' ? idle : busy).add(socket)
    if (idle.size + busy.size > 0) addresses.set(address, { idle, busy })
    else addresses.delete(address)
  }
}

function largest(sets: readonly Set<Socket>[]): Set<Socket> {
  return sets.reduce((a, b) => (b.size > a.size ? b : a), new Set<Socket>())
}
