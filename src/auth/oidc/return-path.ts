/** In characters. Longer paths do not fit into the cookie that stores them during a sign-in. */
const maxLength = 2000

/** The fallback for everything that is not a page of Flowdesk. */
const home = '/'

/**
 * The page to open after a sign-in: a path of Flowdesk's own, with its query. Anything else becomes the home page,
 * including paths that browsers take for another host (`//host`, `/\host`, `/.//host`).
 */
export function parseReturnPath(text: string | null): string {
  // oxlint-disable-next-line no-control-regex -- browsers remove some of them, which can change the host
  if (text === null || !/^\/(?!\/)[^\\\u0000-\u001f\u007f]*$/.test(text)) return home
  const base = 'http://flowdesk.invalid'
  if (!URL.canParse(text, base)) return home
  const { origin, pathname, search } = new URL(text, base)
  const path = `${pathname}${search}`
  const isPage = origin === base && !pathname.startsWith('//') && !/^\/(api|auth)(\/|$)/.test(pathname)
  return isPage && path.length <= maxLength ? path : home
}
