import { visitStore } from '#pages/prefs/stores.ts'
import type { Refusal } from './way-back.ts'

/** Under which name the address is kept over a sign-in, and by which key of the query a refusal is told. */
export const wayBackName = 'flowdesk.way-back'
export const refusalKey = 'sign-in'

/**
 * Before the router looks at it, the address is made what it was before a sign-in led away from here.
 * @returns why the sign-in came to nothing; null when it did not, or there was none
 */
export async function comeBack(): Promise<Refusal | null> {
  const { search } = window.location
  const store = visitStore()
  if (!search.includes(refusalKey) && !keepsSomething(store)) return null
  const { takeReturn } = await import('./way-back.ts')
  const { address, refusal } = takeReturn(window.location, store)
  if (address !== null) window.history.replaceState(null, '', address)
  return refusal
}

function keepsSomething(store: Storage | null): boolean {
  try {
    return store?.getItem(wayBackName) != null
  } catch {
    return false
  }
}
