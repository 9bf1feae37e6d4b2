/**
 * Whether Flowdesk's own server responds. A status of 500 or more counts as no response: that is what a proxy in front
 * sends while the server is down.
 */
export function isServerReachable(): Promise<boolean> {
  return fetch('/api/session', { method: 'HEAD', cache: 'no-store' }).then(
    ({ status }) => status < 500,
    () => false,
  )
}
