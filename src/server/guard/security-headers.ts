import { noStoreHeaders } from '#http/no-store-headers.ts'
import { isApiPath, isAuthPath, isMcpPath, isProbePath } from '#server/http/handler.ts'

/**
 * Everything the page needs comes from its own origin. It may not run, show or connect to anything else, or be framed.
 */
const pagePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  // No text becomes markup or code but the addresses of our workers: see src/worker/trust-own-workers.ts.
  "require-trusted-types-for 'script'",
  'trusted-types default',
].join('; ')

/** Only the clipboard is allowed. Lists only names that browsers know: Chromium logs a warning for others. */
const permissions = [
  'accelerometer=()',
  'autoplay=()',
  'camera=()',
  // The app never reads it. Where a test or an extension does, the browser asks the user.
  'clipboard-read=(self)',
  'clipboard-write=(self)',
  'display-capture=()',
  'encrypted-media=()',
  'fullscreen=()',
  'gamepad=()',
  'geolocation=()',
  'gyroscope=()',
  'hid=()',
  'idle-detection=()',
  'local-fonts=()',
  'magnetometer=()',
  'microphone=()',
  'midi=()',
  'payment=()',
  'picture-in-picture=()',
  'publickey-credentials-get=()',
  'screen-wake-lock=()',
  'serial=()',
  'storage-access=()',
  'usb=()',
  'window-management=()',
  'xr-spatial-tracking=()',
].join(', ')

const pageHeaders = {
  'Content-Security-Policy': pagePolicy,
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': permissions,
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
} as const

const dataHeaders = { ...pageHeaders, ...noStoreHeaders }

/** In seconds: a year. @see https://www.rfc-editor.org/rfc/rfc6797 */
const strictTransport = 'max-age=31536000'

/** Sets the headers that every response has. The path is null where the request was too malformed to have one. */
export type ApplyHeaders = (
  headers: { set: (name: string, value: string) => unknown },
  pathname: string | null,
) => void

/**
 * The headers of every response: pages and files, the API, and errors. Responses under `/api` and `/auth` and of probes
 * are never cached and get the policy for data; all others get the policy for pages.
 * @param overTls whether browsers use https (`PUBLIC_URL`), so that HSTS can be sent
 */
export function createSecurityHeaders({ overTls }: { overTls: boolean }): ApplyHeaders {
  return (headers, pathname) => {
    const ownHeaders = pathname === null || isDataPath(pathname) ? dataHeaders : pageHeaders
    for (const [name, value] of Object.entries(ownHeaders)) headers.set(name, value)
    if (overTls) headers.set('Strict-Transport-Security', strictTransport)
  }
}

function isDataPath(pathname: string): boolean {
  return isApiPath(pathname) || isAuthPath(pathname) || isMcpPath(pathname) || isProbePath(pathname)
}
