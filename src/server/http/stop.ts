import type { Server } from 'node:http'

/** How long after the signal requests that are running may take to finish. */
const graceMs = 10_000

export type StopOptions = {
  /** Tells those who look that this server is about to stop. */
  drain?: () => void
  /**
   * How long new requests are still answered after SIGTERM, so that a balancer can hear of it first. Less than ten
   * seconds.
   */
  drainMs?: number
  stopped: () => void
}

/**
 * Stops at SIGINT or SIGTERM: no new connections, the requests that are running may finish, and ten seconds after the
 * signal what is left is cut off. A second signal ends the process at once, as it would any other.
 */
export function stopOnSignal(server: Server, { drain = () => {}, drainMs = 0, stopped }: StopOptions): void {
  const signals = ['SIGINT', 'SIGTERM'] as const
  const stop = (signal: NodeJS.Signals) => {
    for (const one of signals) process.removeListener(one, stop)
    drain()
    const cut = setTimeout(() => server.closeAllConnections(), graceMs)
    // Whoever presses Ctrl+C waits for no balancer.
    setTimeout(() => close(cut), signal === 'SIGTERM' ? drainMs : 0)
  }
  const close = (cut: NodeJS.Timeout) => {
    // A kept-alive connection falls idle only after its answer, and `close` looks for idle ones just once.
    const sweep = setInterval(() => server.closeIdleConnections(), 50)
    server.close(() => {
      clearInterval(sweep)
      clearTimeout(cut)
      stopped()
      // Connections to Twilio that are kept alive must not hold the process.
      process.exit(0)
    })
  }
  for (const signal of signals) process.once(signal, stop)
}
