import type { Problem } from '#contract/problem.ts'
import type { ClientEvent } from '#twilio/request.ts'

import { createStore } from '#ui/store.ts'

/*
 * The state of Twilio, the network, the engine and the session. `app/start-watchers.ts` writes most of it; banners and notices
 * show it.
 */

/** When Twilio's rate limit ends, in milliseconds since 1970; in the past when there is none. */
export const rateLimitedUntilMs = createStore(0)

/** The last wait of Flowdesk's server for Twilio's rate limit, and until when to show it, in milliseconds since 1970. */
export const serverRateLimitWait = createStore({ ms: 0, shownUntilMs: 0 })

/** `offline`: the browser has no network; `unreachable`: it has, but Flowdesk's own server does not respond. */
export const connectionStatus = createStore<'online' | 'offline' | 'unreachable'>('online')

/** `restarted`: the engine crashed and is loading again, set for a few seconds; `stopped`: it crashed too often. */
export const engineStatus = createStore<'running' | 'restarted' | 'stopped'>('running')

/** Whether the session is being ended, or has been: what loads in the background would be refused. */
export const isSigningOut = createStore(false)

/** Counts the calls of `retryFailedQueries`, for retries outside of queries. */
export const retryTick = createStore(0)

/** Whether a failure may go away without a change: nobody was signed in, no connection, or Twilio was unavailable. */
export function isTransient({ recovery, kind }: Problem): boolean {
  return recovery === 'wait' || kind === 'signed-out'
}

const listeners = new Set<(event: ClientEvent) => void>()

/** Emits an event of a Twilio client: the page's or the engine's. */
export function emitClientEvent(event: ClientEvent): void {
  for (const listener of listeners) listener(event)
}

/** @returns a function that unsubscribes */
export function onClientEvent(listener: (event: ClientEvent) => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}
