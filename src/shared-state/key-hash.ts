import { createHmac } from 'node:crypto'

/**
 * What a name becomes in the store: a reader of the store learns no address, user or session. The purpose keeps
 * equal names of different kinds apart.
 */
export type KeyHash = (purpose: string, name: string) => string

export function createKeyHash(sessionKey: Uint8Array): KeyHash {
  return (purpose, name) =>
    createHmac('sha256', sessionKey).update(`shared state\0${purpose}\0${name}`).digest('base64url')
}
