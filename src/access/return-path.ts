/** Longer paths would not fit into the cookie that keeps them over a sign-in. */
const longest = 2000

/** Where everything else than a page of ours leads to. */
const home = '/'

/**
 * The page to go to after a sign-in: a path of Flowdesk's own, with its query; the home page for everything else, such as
 * an address that browsers would take for another host (`//host`, `/\host`, `/.//host`).
 */
export function readReturnPath(text: string | null): string {
  // oxlint-disable-next-line no-control-regex -- browsers drop some of them, and what is left may be another address
  if (text === null || !/^\/(?!\/)[^\\\u0000-\u001f\u007f]*$/.test(text)) return home
  const base = 'http://flowdesk.invalid'
  if (!URL.canParse(text, base)) return home
  const { origin, pathname, search } = new URL(text, base)
  const path = `${pathname}${search}`
  const isPage = origin === base && !pathname.startsWith('//') && !/^\/(api|auth)(\/|$)/.test(pathname)
  return isPage && path.length <= longest ? path : home
}
