import { useSyncExternalStore } from 'react'
import type * as z from 'zod/mini'

import { browserStore } from './stores.ts'

/** What is kept of one preference in this browser. */
export type Pref<T> = {
  read: () => T
  write: (value: T) => void
  /** Calls back when it changes, in this tab or another. @returns what ends it */
  subscribe: (listener: () => void) => () => void
}

type Store = Pick<Storage, 'getItem' | 'setItem'>

/**
 * A preference under its own key, read through its schema: what is not of it counts as never written. Where the browser
 * keeps nothing (its settings forbid it, or it is full), it lasts as long as the page.
 * @param otherwise what holds until something is chosen
 */
export function createPref<T>(
  key: string,
  schema: z.ZodMiniType<T>,
  otherwise: T,
  store: Store | null = browserStore(),
): Pref<T> {
  const name = `flowdesk.${key}`
  const listeners = new Set<() => void>()
  let value = stored()

  function stored(): T {
    try {
      const { success, data } = schema.safeParse(JSON.parse(store?.getItem(name) ?? 'null'))
      return success ? data : otherwise
    } catch {
      return otherwise
    }
  }

  function tell() {
    for (const listener of listeners) listener()
  }

  function onStorage(event: StorageEvent) {
    if (event.key !== name) return
    value = stored()
    tell()
  }

  return {
    read: () => value,
    write: (next) => {
      value = next
      try {
        store?.setItem(name, JSON.stringify(next))
      } catch {
        // Full, or forbidden meanwhile: it holds until the page is left.
      }
      tell()
    },
    subscribe: (listener) => {
      if (listeners.size === 0) globalThis.addEventListener?.('storage', onStorage)
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
        if (listeners.size === 0) globalThis.removeEventListener?.('storage', onStorage)
      }
    },
  }
}

/** The value of a preference, drawn anew when it changes. */
export function usePref<T>(pref: Pref<T>): T {
  return useSyncExternalStore(pref.subscribe, pref.read)
}
