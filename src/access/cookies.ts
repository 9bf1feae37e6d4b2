/** Longer ones are none of ours: browsers cut cookies off at 4096 characters, name and attributes included. */
const longestValue = 4000

/** Over TLS the prefix has browsers refuse a cookie that another host or a plain connection tries to put in its place. */
const hostPrefix = '__Host-'

export type Cookie = {
  /** Its value in a request; null when there is none. */
  read: (request: Request) => string | null
  /** The `Set-Cookie` that sets it: for so many seconds, or until the browser is closed. */
  set: (value: string, seconds?: number) => string
  /** The `Set-Cookie` that takes it away: the same attributes, or browsers would keep it. */
  clear: () => string
}

/**
 * A cookie that scripts cannot read and other sites cannot send along (but for a link to here).
 * @param secure off only on loopback without TLS
 * @see https://www.rfc-editor.org/rfc/rfc6265 and, for the prefix, https://httpwg.org/http-extensions/draft-ietf-httpbis-rfc6265bis.html#section-4.1.3.2
 */
export function createCookie(name: string, secure: boolean): Cookie {
  const fullName = secure ? `${hostPrefix}${name}` : name
  const attributes = `Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`
  return {
    read(request) {
      const start = `${fullName}=`
      const pairs = (request.headers.get('cookie') ?? '').split(';').map((pair) => pair.trim())
      const value = pairs.find((pair) => pair.startsWith(start))?.slice(start.length)
      return value === undefined || value === '' || value.length > longestValue ? null : value
    },
    set: (value, seconds) =>
      `${fullName}=${value}; ${attributes}${seconds === undefined ? '' : `; Max-Age=${seconds}`}`,
    clear: () => `${fullName}=; ${attributes}; Max-Age=0`,
  }
}
