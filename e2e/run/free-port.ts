import { createServer } from 'node:net'

/** A port of this machine nobody listens on now. */
export function freePort(): Promise<number> {
  const server = createServer()
  return new Promise((settle, refuse) => {
    server.once('error', refuse)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => settle(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}
