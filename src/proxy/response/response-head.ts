import { noStoreHeaders } from '#http/no-store-headers.ts'

/**
 * Twilio's headers that the browser gets, each only where its value has this form. `WWW-Authenticate` is left out: it
 * would open the browser's own login dialog.
 */
const forwardedHeaders = {
  'content-encoding': /^gzip$/,
  'content-type': /^[\w.+-]+\/[\w.+-]+(; ?charset=[\w-]+)?$/,
  'retry-after': /^(\d{1,9}|\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT)$/,
  'twilio-concurrent-requests': /^\d{1,9}$/,
  'twilio-request-id': /^RQ[0-9a-f]{1,32}$/,
}

/** Status and headers of a response as the browser gets them. */
export type ResponseHead = { status: number; headers: Record<string, string> }

/** Twilio's status, its forwarded headers, and ours. */
export function buildResponseHead({ status, headers }: Response): ResponseHead {
  const forwarded: Record<string, string> = {}
  for (const [name, pattern] of Object.entries(forwardedHeaders)) {
    const value = headers.get(name)
    if (value !== null && pattern.test(value)) forwarded[name] = value
  }
  return { status, headers: { ...forwarded, ...noStoreHeaders, vary: 'Accept-Encoding' } }
}

/** Whether the coding of a response is known: the proxy asks for gzip, and may get none. */
export function isKnownCoding({ headers }: Response): boolean {
  return ['gzip', 'identity', null].includes(headers.get('content-encoding'))
}

/**
 * Whether a response may be forwarded. Redirects may not: following one would send the key wherever it points. A
 * `Response` cannot have a status outside 200–599.
 */
export function isForwardable({ status }: Response): boolean {
  return (status >= 200 && status <= 299) || (status >= 400 && status <= 599)
}
