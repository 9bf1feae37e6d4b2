import type { Server } from 'node:http'

/** A failure to start, with a message for the person who starts Flowdesk. Printed without a stack. */
export class StartFailure extends Error {
  override readonly name = 'StartFailure'
}

export type ListenAddress = { host: string; port: number; portSetting: string }

/**
 * Listens, and resolves with the port; the system chooses a free one for 0.
 * Rejects with a `StartFailure` that names the setting to change.
 */
export function listen(server: Server, { host, port, portSetting }: ListenAddress): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(new StartFailure(describeListenError(error.code ?? error.message, { host, port, portSetting })))
    })
    server.listen(port, host, () => {
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : port)
    })
  })
}

function describeListenError(code: string, { host, port, portSetting }: ListenAddress): string {
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} on ${host} is already in use: stop the program that uses it, or set ${portSetting} to another (0 picks a free one).`
    case 'EACCES':
      return `This user may not use port ${port}: set ${portSetting} to one above 1023.`
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAFNOSUPPORT': // no IPv6 here
    case 'EINVAL': // an IPv6 address that needs a zone
    case 'EAI_AGAIN': // a name, while none can be looked up
      return `This machine has no address ${host}: set HOST to 127.0.0.1.`
    default:
      return `Flowdesk cannot listen on port ${port} of ${host} (${code}): set HOST or ${portSetting} to another.`
  }
}
