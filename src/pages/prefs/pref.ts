import { useSyncExternalStore } from 'react'

import type { Check } from '#contract/schema/checks.ts'

import { safeLocalStorage } from './safe-storage.ts'

/** One preference, stored in this browser. */
export type Pref<T> = {
  read: () => T
  write: (value: T) => void
  /** Calls `listener` when the value changes, in this tab or another. @returns the unsubscribe function */
  subscribe: (listener: () => void) => () => void
}

type StorageLike = Pick<Storage, 'getItem' | 'setItem'>

/**
 * Creates a preference under its own storage key. A stored value that is not valid is ignored. Where the
 * browser cannot store it (forbidden by its settings, or full), the value lasts until the page is closed.
 * @param defaultValue used until the user chooses
 */
export function createPref<T>(
  key: string,
  isValid: Check<T>,
  defaultValue: T,
  storage: StorageLike | null = safeLocalStorage(),
): Pref<T> {
  const storageKey = `flowdesk.${key}`
  const listeners = new Set<() => void>()
  let value = readStored()

  function readStored(): T {
    try {
      const stored: unknown = JSON.parse(storage?.getItem(storageKey) ?? 'null')
      return isValid(stored) ? stored : defaultValue
    } catch {
      return defaultValue
    }
  }

  function emit() {
    for (const listener of listeners) listener()
  }

  function readAgain() {
    value = readStored()
    emit()
  }

  // Without subscribers, too: a page that adds to a list reads it first, and would write over what another tab has added.
  globalThis.addEventListener?.('storage', (event) => {
    if (event.key === storageKey) readAgain()
  })
  // A page that the browser kept got no such events meanwhile.
  globalThis.addEventListener?.('pageshow', ({ persisted }) => {
    if (persisted) readAgain()
  })

  return {
    read: () => value,
    write: (next) => {
      value = next
      try {
        storage?.setItem(storageKey, JSON.stringify(next))
      } catch {
        // Storage is full or forbidden: the value lasts until the page is closed.
      }
      emit()
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

/** The value of a preference. Rerenders when it changes. */
export function usePref<T>(pref: Pref<T>): T {
  return useSyncExternalStore(pref.subscribe, pref.read)
}
