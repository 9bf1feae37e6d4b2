import type { Problem } from '#contract/problem.ts'
import type { AskNews } from '#twilio/ask.ts'

import { createStore } from './store.ts'

/*
 * How it goes with what is out of anybody's hands here: Twilio, the network, the browser. Written by `follow-weather.ts`,
 * shown by whoever has a place for it.
 */

/** Until when Twilio asked us to wait, in milliseconds since 1970; in the past when it did not. */
export const slowUntil = createStore(0)

/** `offline`: the browser has no network; `gone`: it has, but Flowdesk's own server does not answer. */
export const connection = createStore<'there' | 'offline' | 'gone'>('there')

/** `restarted`: the engine died and reads anew, which is worth a word for a while; `stopped`: it died too often. */
export const engineState = createStore<'fine' | 'restarted' | 'stopped'>('fine')

/** How often what had failed was asked again, since the reason may have passed: see `ask-again.ts`. */
export const askedAgain = createStore(0)

/** Whether a failure is of a kind that passes: nobody was signed in, there was no connection, Twilio could not answer. */
export function mayHavePassed({ mend, kind }: Problem): boolean {
  return mend === 'wait' || kind === 'signed-out'
}

const listeners = new Set<(news: AskNews) => void>()

/** Tells how the asking of Twilio goes, be it by the page or by the engine. */
export function tellAskNews(news: AskNews): void {
  for (const listener of listeners) listener(news)
}

/** @returns what ends it */
export function onAskNews(listener: (news: AskNews) => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}
