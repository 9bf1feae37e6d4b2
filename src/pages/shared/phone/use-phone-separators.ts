import { useEffect } from 'react'

import type { PhoneSeparator } from '#format/phone-separators.ts'
import { loadChunk } from '#ui/lazy/lazy-chunk.ts'
import { createStore, useStore } from '#ui/store.ts'

type GetSeparators = (address: string) => readonly PhoneSeparator[]

/** Null until the numbering plans have loaded. */
const getSeparatorsStore = createStore<GetSeparators | null>(null)
let isLoading = false

/** The first rows do not wait for the numbering plans, nor compete with them for the network. */
const loadDelayMs = 300

function loadSeparators(): void {
  if (isLoading) return
  isLoading = true
  setTimeout(() => {
    loadChunk(() => import('#format/phone-separators.ts'))
      .then(({ phoneSeparators }) => getSeparatorsStore.set(cached(phoneSeparators)))
      .catch(() => {
        // Numbers stay without separators until a page with contacts is opened again.
        isLoading = false
      })
  }, loadDelayMs)
}

/** Max contacts whose separators are kept: more than are in view. */
const maxCached = 1000

function cached(getSeparators: GetSeparators): GetSeparators {
  const cache = new Map<string, readonly PhoneSeparator[]>()
  return (address) => {
    const known = cache.get(address)
    if (known) return known
    if (cache.size === maxCached) cache.clear()
    const separators = getSeparators(address)
    cache.set(address, separators)
    return separators
  }
}

const noSeparators: GetSeparators = () => []

/** Where an address is separated: nowhere until the numbering plans have loaded. */
export function usePhoneSeparators(): GetSeparators {
  useEffect(loadSeparators, [])
  return useStore(getSeparatorsStore) ?? noSeparators
}
