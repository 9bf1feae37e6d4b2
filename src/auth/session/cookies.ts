/** Longer values are ignored: browsers limit a cookie to 4096 characters, name and attributes included. */
const maxValueLength = 4000

/** Over TLS, this prefix makes browsers reject a cookie of this name from another host or a plain connection. */
const hostPrefix = '__Host-'

export type Cookie = {
  /** The cookie's value in a request; null when it has none. */
  read: (request: Request) => string | null
  /** The `Set-Cookie` that sets it, for so many seconds or until the browser closes. */
  set: (value: string, seconds?: number) => string
  /** The `Set-Cookie` that deletes it. The attributes must be the same, or browsers keep the cookie. */
  clear: () => string
}

/**
 * A cookie that scripts cannot read and other sites cannot send, except by a link to Flowdesk.
 * @param secure false only on loopback without TLS
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
      return value === undefined || value === '' || value.length > maxValueLength ? null : value
    },
    set: (value, seconds) =>
      `${fullName}=${value}; ${attributes}${seconds === undefined ? '' : `; Max-Age=${seconds}`}`,
    clear: () => `${fullName}=; ${attributes}; Max-Age=0`,
  }
}
