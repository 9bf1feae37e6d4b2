import type { Server } from 'node:http'

/** How long after the signal running requests may take to finish. */
const graceMs = 10_000

export type ShutdownOptions = {
  /** Makes `/readyz` report that this server is about to stop. */
  drain?: () => void
  /**
   * How long new requests are still accepted after SIGTERM, so that a load balancer can notice first. Less than ten
   * seconds.
   */
  drainMs?: number
  onStopped: () => void
}

/**
 * Stops at SIGINT or SIGTERM: accepts no new connections, lets running requests finish, and closes what is left ten
 * seconds after the signal. A second signal ends the process at once.
 */
export function shutdownOnSignal(
  server: Server,
  { drain = () => {}, drainMs = 0, onStopped }: ShutdownOptions,
): void {
  const signals = ['SIGINT', 'SIGTERM'] as const
  const stop = (signal: NodeJS.Signals) => {
    for (const one of signals) process.removeListener(one, stop)
    drain()
    const forceCloseTimer = setTimeout(() => server.closeAllConnections(), graceMs)
    // Ctrl+C does not wait for a load balancer.
    setTimeout(() => close(forceCloseTimer), signal === 'SIGTERM' ? drainMs : 0)
  }
  const close = (forceCloseTimer: NodeJS.Timeout) => {
    // A kept-alive connection becomes idle only after its response, and `close` checks for idle ones just once.
    const idleSweep = setInterval(() => server.closeIdleConnections(), 50)
    server.close(() => {
      clearInterval(idleSweep)
      clearTimeout(forceCloseTimer)
      onStopped()
      // Kept-alive connections to Twilio must not keep the process running.
      process.exit(0)
    })
  }
  for (const signal of signals) process.once(signal, stop)
}
