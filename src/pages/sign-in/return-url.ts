import { isObjectOf, isString } from '#contract/schema/checks.ts'
import { safeSessionStorage } from '#pages/prefs/safe-storage.ts'

/** The storage key of the URL to return to after a sign-in. */
const returnUrlKey = 'flowdesk.return-url'
/** The query parameter with the reason of a failed sign-in. */
const signInErrorParam = 'sign-in'

/*
 * Signing in at a provider leaves the page and returns to it. The server restores path and query. The fragment has what
 * users typed and must not reach any server, so this browser stores it.
 */

type StorageLike = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

/** Why a sign-in at the provider failed, as the server puts it into the URL. */
const signInErrors = ['not-allowed', 'expired', 'busy', 'failed'] as const
export type SignInError = (typeof signInErrors)[number]

type StoredUrl = { path: string; hash: string }

const isStoredUrl = isObjectOf<StoredUrl>({ path: isString, hash: isString })

/** Stores the URL to return to. @returns its path and query, which the server may see */
export function storeReturnUrl(
  { pathname, search, hash }: Pick<Location, 'pathname' | 'search' | 'hash'>,
  storage: StorageLike | null,
): string {
  const path = pathname + search
  try {
    storage?.setItem(returnUrlKey, JSON.stringify({ path, hash }))
  } catch {
    // Storage is forbidden or full: only the fragment is lost.
  }
  return path
}

/**
 * Restores the URL from before a sign-in. Call it before the router reads the URL.
 * @returns why the sign-in failed; null when it succeeded, or there was none
 */
export function restoreReturnUrl(): SignInError | null {
  const { url, error } = consumeReturnUrl(window.location, safeSessionStorage())
  if (url !== null) window.history.replaceState(null, '', url)
  return error
}

export type ReturnResult = {
  /** The URL to restore; null when the current one is right. */
  url: string | null
  /** Why the sign-in failed; null when it did not. */
  error: SignInError | null
}

/**
 * Finds the URL to show after a sign-in. A failed sign-in ends on the home page, with the reason in the query. The
 * stored URL is deleted: it is for one return only.
 */
export function consumeReturnUrl(
  { pathname, search, hash }: Pick<Location, 'pathname' | 'search' | 'hash'>,
  storage: StorageLike | null,
): ReturnResult {
  const stored = consumeStored(storage)
  const errorCode = new URLSearchParams(search).get(signInErrorParam)
  if (errorCode === null) {
    const hasReturned = stored !== null && hash === '' && isSameUrl(stored.path, pathname + search)
    return { url: hasReturned && stored.hash !== '' ? stored.path + stored.hash : null, error: null }
  }
  return {
    url: stored ? stored.path + stored.hash : pathname + withoutErrorParam(search) + hash,
    error: signInErrors.find((each) => each === errorCode) ?? 'failed',
  }
}

function consumeStored(storage: StorageLike | null): StoredUrl | null {
  try {
    const text = storage?.getItem(returnUrlKey) ?? null
    storage?.removeItem(returnUrlKey)
    const stored: unknown = JSON.parse(text ?? 'null')
    return isStoredUrl(stored) ? stored : null
  } catch {
    return null
  }
}

/** Compares normalized: the server may have encoded the URL differently. */
function isSameUrl(one: string, other: string): boolean {
  try {
    return normalizeUrl(one) === normalizeUrl(other)
  } catch {
    return false
  }
}

function normalizeUrl(path: string): string {
  const { pathname, searchParams } = new URL(path, 'http://flowdesk.invalid')
  return `${decodeURI(pathname)}?${searchParams.toString()}`
}

/** Leaves the rest of the query unchanged, character by character. */
function withoutErrorParam(search: string): string {
  const rest = search
    .slice(1)
    .split('&')
    .filter((pair) => pair.split('=')[0] !== signInErrorParam)
  return rest.join('&') === '' ? '' : `?${rest.join('&')}`
}
