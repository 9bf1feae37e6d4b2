import { isAbort, Problem, problemFromResponse } from '#contract/problem.ts'

type Options = { body?: object; signal?: AbortSignal }

/** Sends a request to Flowdesk's own server. Rejects with a `Problem`, or with the signal's abort. */
export async function sendToServer(method: 'POST' | 'DELETE', url: string, options?: Options): Promise<void> {
  await fetchFromServer(method, url, options)
}

/** Sends a request to Flowdesk's own server, like `sendToServer`, for a response with a body. */
export async function fetchFromServer(
  method: 'GET' | 'POST' | 'DELETE',
  url: string,
  { body, signal }: Options = {},
): Promise<Response> {
  const response = await fetch(url, {
    method,
    ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    ...(signal && { signal }),
  }).catch(() => throwUnreachable(signal))
  if (response.ok) return response
  // The status is enough when the body breaks off; only the server's message is lost.
  throw problemFromResponse(response.status, await response.text().catch(() => ''), response.headers)
}

/**
 * Call it when `fetch`, or reading a response, rejected. Throws the caller's abort, or else "unreachable", for timeouts
 * too. The rejection itself does not tell them apart: browsers use an AbortError for all of them.
 */
export function throwUnreachable(signal: AbortSignal | undefined): never {
  if (isAbort(signal?.reason)) throw signal?.reason
  throw new Problem('unreachable')
}
