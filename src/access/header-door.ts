import type { AccessEvent, Visit } from './access.ts'
import type { Door } from './door.ts'
import type { Peers } from './peers.ts'
import { readUserName } from './user-name.ts'

/** The value of `ACCESS_HEADER`, or a sentence that says what is wrong with it. */
export function readHeaderName(text: string): { header: string } | { wrong: string } {
  if (/^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}$/.test(text)) return { header: text.toLowerCase() }
  return { wrong: 'ACCESS_HEADER must be the name of a header, such as X-Forwarded-User.' }
}

/**
 * People whom a proxy in front has signed in, and names in a header. The header counts only where the socket's other end
 * is one of the listed proxies; from anybody else it is a forgery, and is told as one.
 */
export function createHeaderDoor(
  { header, peers }: { header: string; peers: Peers },
  tell: (event: AccessEvent) => void,
): Door {
  return {
    async identify({ request, peer, address }: Visit) {
      const sent = request.headers.get(header)
      if (sent === null || sent === '') return null
      if (!peers.has(peer)) {
        tell({
          event: 'sign-in-refused',
          user: null,
          address,
          why: 'the header came from a peer that is not listed',
        })
        return null
      }
      const user = readUserName(decode(sent))
      if (user !== null) return { user }
      tell({
        event: 'sign-in-refused',
        user: null,
        address,
        why: 'the header holds no name that can be used',
      })
      return null
    },
  }
}

/** Header values come byte by byte; proxies send names beyond ASCII as UTF-8. What is no UTF-8 stays as it came. */
function decode(sent: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(sent, 'latin1'))
  } catch {
    return sent
  }
}
