import { privateHeaders } from './private-headers.ts'

/**
 * What Twilio may tell the browser, each where it looks as it should. `WWW-Authenticate` is not here: it would open the
 * browser's own login box.
 */
const answerHeaders = {
  'content-type': /^[\w.+-]+\/[\w.+-]+(; ?charset=[\w-]+)?$/,
  'retry-after': /^(\d{1,9}|\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT)$/,
  'twilio-concurrent-requests': /^\d{1,9}$/,
  'twilio-request-id': /^RQ[0-9a-f]{1,32}$/,
}

/** Status and headers of an answer as the browser gets them. */
export type Head = { status: number; headers: Record<string, string> }

/** The head of Twilio's answer for the browser: its status, the headers that mean something, and ours. */
export function readHead({ status, headers }: Response): Head {
  const passed: Record<string, string> = {}
  for (const [name, shape] of Object.entries(answerHeaders)) {
    const value = headers.get(name)
    if (value !== null && shape.test(value)) passed[name] = value
  }
  return { status, headers: { ...passed, ...privateHeaders } }
}

/**
 * Whether an answer may be passed on: a redirect, followed, would carry the key to wherever it points, and only 200–599
 * can be passed on at all.
 */
export function mayPassOn({ status }: Response): boolean {
  return (status >= 200 && status <= 299) || (status >= 400 && status <= 599)
}
