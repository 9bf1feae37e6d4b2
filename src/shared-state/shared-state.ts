import type { SharedAuthState } from '#auth/auth.ts'
import type { EndedSessions } from '#auth/session/ended-sessions.ts'
import type { SessionKeys } from '#auth/session/session-keys.ts'
import type { SharedSlots } from '#proxy/scheduling/slot-allowance.ts'

import { createConnection } from './connection.ts'
import { createKeyHash } from './key-hash.ts'
import { createSharedEndedSessions } from './shared-ended-sessions.ts'
import { createSharedLoginFailures } from './shared-login-failures.ts'
import { createSharedTokens } from './shared-tokens.ts'
import { createSharedSlots } from './shared-slots.ts'

/** What several servers share, in Valkey or Redis. */
export type SharedState = SharedAuthState & {
  endedSessions: Required<EndedSessions>
  slots: SharedSlots
  isUp: () => boolean
  close: () => void
}

export type SharedStateOptions = {
  /** May contain a password: never log it. */
  url: string
  /** Everything in the store has a name that is hashed with them. */
  keys: SessionKeys
  sessionHours: number
  /** Identifies the account at Twilio, whose limit is shared. */
  account: string
  /** Called when the store can be reached from now on, or no longer, and then why, in one word. */
  onChange: (isUp: boolean, reason: string) => void
}

export function createSharedState({
  url,
  keys,
  sessionHours,
  account,
  onChange,
}: SharedStateOptions): SharedState {
  const keyHashes = keys.map(createKeyHash)
  // The older of two keys, as servers that have only that one: while a key is replaced, all share the same.
  const keyHash = keyHashes.at(-1) ?? createKeyHash(keys[0])
  const connection = createConnection({
    url,
    heartbeatKey: `flowdesk:${keyHash('key', 'heartbeat')}`,
    onChange,
  })
  return {
    endedSessions: createSharedEndedSessions({ connection, keyHashes, sessionHours }),
    loginFailures: createSharedLoginFailures({ connection, keyHash }),
    createTokenStore: (purpose) => createSharedTokens({ connection, keys, purpose }),
    slots: createSharedSlots({ connection, key: `flowdesk:${keyHash('slots', account)}` }),
    isUp: connection.isUp,
    close: connection.close,
  }
}
