/**
 * The origin of Flowdesk's own pages: `PUBLIC_URL`'s, or on loopback the request's own (the server has checked its `Host`).
 */
export function appOrigin(request: Request, publicOrigin: string | null): string {
  return publicOrigin ?? new URL(request.url).origin
}

/**
 * Whether a request that changes something comes from one of Flowdesk's own pages. Browsers send `Origin`, which no page
 * can forge; where it is missing, `Sec-Fetch-Site` decides. A request with neither is rejected.
 * @see https://www.w3.org/TR/fetch-metadata/#sec-fetch-site-header
 */
export function isSameOriginMutation(request: Request, publicOrigin: string | null): boolean {
  const origin = request.headers.get('origin')
  if (origin !== null) return origin === appOrigin(request, publicOrigin)
  return request.headers.get('sec-fetch-site') === 'same-origin'
}

/** Whether a browser says that another site's page is reading. Programs send neither header, and are allowed. */
export function isCrossOriginRead(request: Request, publicOrigin: string | null): boolean {
  const origin = request.headers.get('origin')
  if (origin !== null && origin !== appOrigin(request, publicOrigin)) return true
  return isCrossSite(request)
}

/**
 * Whether a browser says that another site's page sent this request. Such a page must not use up the key's rate limit,
 * even though it cannot read the response. Programs other than browsers do not send the header, and are allowed.
 * @see https://www.w3.org/TR/fetch-metadata/#sec-fetch-site-header
 */
export function isCrossSite(request: Request): boolean {
  return request.headers.get('sec-fetch-site') === 'cross-site'
}
