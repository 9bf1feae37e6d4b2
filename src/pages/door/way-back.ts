import * as z from 'zod/mini'

import { refusalKey, wayBackName } from './come-back.ts'

/*
 * Signing in at a provider leaves the page and comes back to it. The server gives the path and the query back; the
 * fragment, which holds what people typed and which no server may see, waits in this browser.
 */

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

/** Why a sign-in at the provider came to nothing, as the server says it in the address. */
const refusals = ['not-allowed', 'expired', 'failed'] as const
export type Refusal = (typeof refusals)[number]

const keptSchema = z.object({ path: z.string(), hash: z.string() })

/** Keeps the address for the way back. @returns the path and the query: what the server may know of it */
export function keepAddress(
  { pathname, search, hash }: Pick<Location, 'pathname' | 'search' | 'hash'>,
  store: Store | null,
): string {
  const path = pathname + search
  try {
    store?.setItem(wayBackName, JSON.stringify({ path, hash }))
  } catch {
    // Forbidden or full: the fragment is lost, and the page is found all the same.
  }
  return path
}

export type Return = {
  /** The address as it was before; null when it needs no mending. */
  address: string | null
  /** Why the sign-in came to nothing; null when it did not. */
  refusal: Refusal | null
}

/**
 * What the address should be after a sign-in. One that was refused ends on the home page, with the reason in its query.
 * What was kept is good for one return only.
 */
export function takeReturn(
  { pathname, search, hash }: Pick<Location, 'pathname' | 'search' | 'hash'>,
  store: Store | null,
): Return {
  const kept = takeKept(store)
  const said = new URLSearchParams(search).get(refusalKey)
  if (said === null) {
    const isBack = kept !== null && hash === '' && isSame(kept.path, pathname + search)
    return { address: isBack && kept.hash !== '' ? kept.path + kept.hash : null, refusal: null }
  }
  return {
    address: kept ? kept.path + kept.hash : pathname + withoutRefusal(search) + hash,
    refusal: refusals.find((each) => each === said) ?? 'failed',
  }
}

function takeKept(store: Store | null): z.infer<typeof keptSchema> | null {
  try {
    const text = store?.getItem(wayBackName) ?? null
    store?.removeItem(wayBackName)
    const parsed = keptSchema.safeParse(JSON.parse(text ?? 'null'))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

/** On its way through the server an address may have been written anew. */
function isSame(one: string, other: string): boolean {
  try {
    return inOneWay(one) === inOneWay(other)
  } catch {
    return false
  }
}

function inOneWay(path: string): string {
  const { pathname, searchParams } = new URL(path, 'http://flowdesk.invalid')
  return `${decodeURI(pathname)}?${searchParams.toString()}`
}

/** The rest of the query stays letter for letter. */
function withoutRefusal(search: string): string {
  const rest = search
    .slice(1)
    .split('&')
    .filter((pair) => pair.split('=')[0] !== refusalKey)
  return rest.join('&') === '' ? '' : `?${rest.join('&')}`
}
