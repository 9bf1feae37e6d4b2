import type { Server } from 'node:http'

/** A failure to start, whose message is a sentence for whoever started Flowdesk and needs no stack. */
export class StartFailure extends Error {
  override readonly name = 'StartFailure'
}

export type Place = { host: string; port: number; portSetting: string }

/**
 * Listens, and resolves with the port, which the system chose where 0 was asked for.
 * Rejects with a `StartFailure` that names the setting to change.
 */
export function listen(server: Server, { host, port, portSetting }: Place): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(new StartFailure(whyNot(error.code ?? error.message, { host, port, portSetting })))
    })
    server.listen(port, host, () => {
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : port)
    })
  })
}

function whyNot(code: string, { host, port, portSetting }: Place): string {
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} on ${host} is taken: stop the program that holds it, or set ${portSetting} to another (0 takes any that is free).`
    case 'EACCES':
      return `Port ${port} may not be used by this user: set ${portSetting} to one above 1023.`
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `This machine has no address ${host}: set HOST to 127.0.0.1.`
    default:
      return `Flowdesk cannot listen on port ${port} of ${host} (${code}): set ${portSetting} to another.`
  }
}
