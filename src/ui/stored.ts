/*
 * What the browser keeps for us: small choices, never customers' data. A browser that keeps nothing (a private window,
 * a policy) loses the choices and nothing else.
 */

/** `localStorage` keeps for good, `sessionStorage` for this visit. */
type Keep = 'localStorage' | 'sessionStorage'

/** Null when nothing is kept under the key, or nothing can be. */
export function readStored(keep: Keep, key: string): string | null {
  try {
    return window[keep].getItem(key)
  } catch {
    return null
  }
}

export function writeStored(keep: Keep, key: string, value: string): void {
  try {
    window[keep].setItem(key, value)
  } catch {
    // Kept on the page only.
  }
}
