/** Milliseconds between two tellings that somebody is there. */
const mostOften = 60_000

/**
 * Tells the server that somebody is at the screen, at most once a minute: only that makes a session last. A key or a
 * press is use; what the page asks for by itself, or a pointer that moves by, is not.
 * @param tell is called when it is time
 * @returns what to call at each key and each press
 */
export function createPresence(tell: () => void, now = Date.now): () => void {
  let last = -Infinity
  return () => {
    if (now() - last < mostOften) return
    last = now()
    tell()
  }
}
