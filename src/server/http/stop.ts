import type { Server } from 'node:http'

/** How long requests that are running may take to finish once the server is to stop. */
const graceMs = 10_000

/**
 * Stops at SIGINT or SIGTERM: no new connections, the requests that are running may finish, and after ten seconds what
 * is left is cut off. A second signal ends the process at once, as it would any other.
 */
export function stopOnSignal(server: Server, stopped: () => void): void {
  const signals = ['SIGINT', 'SIGTERM'] as const
  const stop = () => {
    for (const signal of signals) process.removeListener(signal, stop)
    // A kept-alive connection falls idle only after its answer, and `close` looks for idle ones just once.
    const sweep = setInterval(() => server.closeIdleConnections(), 50)
    const cut = setTimeout(() => server.closeAllConnections(), graceMs)
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
