/**
 * The origin of Flowdesk's own pages: `PUBLIC_URL`'s, or, on loopback, the one that was asked (the server has checked its
 * `Host` by then).
 */
export function ownOrigin(request: Request, publicOrigin: string | null): string {
  return publicOrigin ?? new URL(request.url).origin
}

/**
 * Whether a request that changes something comes from a page of ours. Browsers say so by `Origin`, which no page can
 * forge; where it is missing, by `Sec-Fetch-Site`. A request that bears neither does not pass.
 * @see https://www.w3.org/TR/fetch-metadata/#sec-fetch-site-header
 */
export function isOwnChange(request: Request, publicOrigin: string | null): boolean {
  const origin = request.headers.get('origin')
  if (origin !== null) return origin === ownOrigin(request, publicOrigin)
  return request.headers.get('sec-fetch-site') === 'same-origin'
}

/** Whether a browser says that a page of another site only wants to read. Programs that say nothing pass. */
export function isForeignRead(request: Request, publicOrigin: string | null): boolean {
  const origin = request.headers.get('origin')
  if (origin !== null && origin !== ownOrigin(request, publicOrigin)) return true
  return request.headers.get('sec-fetch-site') === 'cross-site'
}
