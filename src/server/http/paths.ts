/** Whether a path belongs to the API: `/api` itself or below, and not `/apiary`. */
export function isApiPath(pathname: string): boolean {
  return pathname === '/api' || pathname.startsWith('/api/')
}

/** Whether a path is one of those that lead to a provider to sign in at, and back. */
export function isAuthPath(pathname: string): boolean {
  return pathname.startsWith('/auth/')
}

/** Whether a path is for machines: those that watch over Flowdesk, and send people to it or not. */
export function isProbePath(pathname: string): boolean {
  return pathname === '/healthz' || pathname === '/readyz' || pathname === '/metrics'
}
