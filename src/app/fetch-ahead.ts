/** How long after the start, in ms: what is on the screen by then comes first. */
const leisure = 5_000

/**
 * Fetches, at leisure, the parts of Flowdesk that are loaded when they are used, and leaves them in the browser's cache:
 * neither a lost connection nor a new version on the server then stands between a reader and a panel. Their names are in
 * the page that was built (`vite.config.ts`); in development there are none.
 */
export function fetchAhead(): void {
  const names: unknown = JSON.parse(document.querySelector('#later')?.textContent ?? '[]')
  if (!Array.isArray(names)) return
  setTimeout(() => {
    for (const name of names) {
      const link = document.createElement('link')
      link.rel = 'prefetch'
      link.href = String(name)
      document.head.append(link)
    }
  }, leisure)
}
