import type { Access, Visit } from './access.ts'
import type { Sessions } from './sessions.ts'

/** One way of coming in: who asks, and the addresses by which people sign in. */
export type Door = {
  identify: Access['identify']
  /** Where Flowdesk itself keeps who has signed in. Left out where nobody signs in here: `local` and `header`. */
  sessions?: Sessions
  /** Its own addresses below `/api/session/` and `/auth/`. */
  routes?: ReadonlyMap<string, (visit: Visit) => Promise<Response>>
}
