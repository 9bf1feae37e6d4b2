import { authScheme } from '#contract/problem.ts'

import { noStoreHeaders } from './no-store-headers.ts'

export function jsonResponse(body: object): Response {
  return Response.json(body, { headers: noStoreHeaders })
}

/** 204 with cookies and headers. */
export function noContent(cookies: readonly string[] = [], headers: Record<string, string> = {}): Response {
  return withCookies(new Response(null, { status: 204, headers: { ...headers, ...noStoreHeaders } }), cookies)
}

/** 302. `location` is a path of Flowdesk or a URL of the provider. */
export function redirect(location: string, cookies: readonly string[] = []): Response {
  const headers = { ...noStoreHeaders, Location: location }
  return withCookies(new Response(null, { status: 302, headers }), cookies)
}

/**
 * An error from Flowdesk itself, in the shape of Twilio's error bodies, so that a client parses both alike. Its `code`
 * is null: only Twilio's own errors have one.
 * @param message one sentence for the user; never contains a credential
 */
export function errorResponse(
  status: number,
  message: string,
  headers: Record<string, string> = {},
): Response {
  return Response.json(
    { code: null, message, status },
    { status, headers: { ...headers, ...noStoreHeaders } },
  )
}

/** 401: nobody is signed in, or the session has ended. Its `WWW-Authenticate` distinguishes it from Twilio's own 401s. */
export function unauthorized(message = 'You are signed out: sign in to continue.'): Response {
  return errorResponse(401, message, { 'WWW-Authenticate': authScheme })
}

export function methodNotAllowed(allowedMethods: string): Response {
  return errorResponse(405, `Method not allowed here: use ${allowedMethods}.`, { Allow: allowedMethods })
}

export function forbiddenOrigin(): Response {
  return errorResponse(403, 'Requests from other sites are not allowed.')
}

function withCookies(response: Response, cookies: readonly string[]): Response {
  for (const cookie of cookies) response.headers.append('Set-Cookie', cookie)
  return response
}
