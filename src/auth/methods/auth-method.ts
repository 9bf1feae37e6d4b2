import type { AuthRequest, Identity } from '#auth/auth-request.ts'
import type { Sessions } from '#auth/session/sessions.ts'

/** One way to sign in, and its routes. */
export type AuthMethod = {
  /** The user who is signed in; null when nobody is. Never rejects, whatever the request contains. */
  identify: (authRequest: AuthRequest) => Promise<Identity | null>
  /** Flowdesk's own sessions; absent for `local` and `header`, which have none. */
  sessions?: Sessions
  /** Its own paths below `/api/session/` and `/auth/`. */
  routes?: ReadonlyMap<string, (authRequest: AuthRequest) => Promise<Response>>
}
