import { isApiPath, isAuthPath, isProbePath } from '#server/http/paths.ts'

/**
 * Everything the page needs comes from its own origin; nothing else may run, be shown, be asked or hold it in a frame.
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
].join('; ')

/** For data: should a browser ever take it for a page, nothing in it runs. */
const dataPolicy = "default-src 'none'; frame-ancestors 'none'; sandbox"

/** Nothing but the clipboard. Only names that browsers know: Chromium warns of the others in the console. */
const permissions = [
  'accelerometer=()',
  'autoplay=()',
  'camera=()',
  // The page never reads it; where something on the page does (a test, an extension), the browser asks the person.
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

const always = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': permissions,
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
} as const

/** A year, which is what browsers ask of a host that means it. @see https://www.rfc-editor.org/rfc/rfc6797 */
const strictTransport = 'max-age=31536000'

/** Sets on an answer what every answer bears. The path is null where a request was too broken to have one. */
export type Secure = (headers: Headers, pathname: string | null) => void

/**
 * The headers of every answer, whoever gave it: pages and files, the API, refusals and faults. What answers under
 * `/api`, and what is for machines, is never cached and bears the policy of data; the rest bears that of pages.
 * @param overTls whether browsers come by https (`PUBLIC_URL`), and so may be told never to come without
 */
export function createSecure({ overTls }: { overTls: boolean }): Secure {
  return (headers, pathname) => {
    const data = pathname === null || isData(pathname)
    headers.set('Content-Security-Policy', data ? dataPolicy : pagePolicy)
    if (data) headers.set('Cache-Control', 'no-store')
    for (const [name, value] of Object.entries(always)) headers.set(name, value)
    if (overTls) headers.set('Strict-Transport-Security', strictTransport)
  }
}

function isData(pathname: string): boolean {
  return isApiPath(pathname) || isAuthPath(pathname) || isProbePath(pathname)
}
