import type { Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

/** How long after the signal running requests may take to finish: a little less than the 30 s that Kubernetes gives. */
const graceMs = 25_000

export type ShutdownOptions = {
  /** Makes `/readyz` report that this server is about to stop. */
  drain?: () => void
  /**
   * How long new requests are still accepted after SIGTERM, so that a load balancer can notice first. Less than ten
   * seconds.
   */
  drainMs?: number
  /** @returns whether the process can exit: a write that is stuck blocks that forever */
  onStopped: () => Promise<boolean>
}

/**
 * Stops at SIGINT or SIGTERM: lets running requests finish, closes each connection after its response, then accepts no
 * new ones, and closes what is left 25 seconds after the signal. A second signal ends the process at once.
 */
export function shutdownOnSignal(
  server: Server,
  { drain = () => {}, drainMs = 0, onStopped }: ShutdownOptions,
): void {
  const signals = ['SIGINT', 'SIGTERM'] as const
  /** The last response of each connection: Node reports no end of one that had to wait for another on its connection. */
  const last = new Map<Socket, ServerResponse>()
  let isStopping = false
  server.on('connection', (socket) => socket.once('close', () => last.delete(socket)))
  server.prependListener('request', ({ socket }, response) => {
    if (isStopping) response.shouldKeepAlive = false
    if (!socket.destroyed) last.set(socket, response)
  })
  const stop = (signal: NodeJS.Signals) => {
    for (const one of signals) process.removeListener(one, stop)
    drain()
    // Clients then open new connections, which the load balancer sends elsewhere.
    isStopping = true
    for (const response of last.values()) response.shouldKeepAlive = false
    const forceCloseTimer = setTimeout(() => server.closeAllConnections(), graceMs)
    // Ctrl+C does not wait for a load balancer.
    setTimeout(() => close(forceCloseTimer, signal), signal === 'SIGTERM' ? drainMs : 0)
  }
  const close = (forceCloseTimer: NodeJS.Timeout, signal: NodeJS.Signals) => {
    // A kept-alive connection becomes idle only after its response, and `close` checks for idle ones just once.
    const idleSweep = setInterval(() => server.closeIdleConnections(), 50)
    server.close(() => {
      clearInterval(idleSweep)
      clearTimeout(forceCloseTimer)
      // Kept-alive connections to Twilio must not keep the process running.
      // Nothing handles the signal any more, so it ends the process at once, whatever is stuck.
      void onStopped().then((canExit) => (canExit ? process.exit(0) : process.kill(process.pid, signal)))
    })
  }
  for (const signal of signals) process.once(signal, stop)
}
