import { signInScheme } from '#contract/problem.ts'

/** Answers about who is who are kept by no cache, taken for nothing but what they say they are, embedded by nobody. */
const privateHeaders = {
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Resource-Policy': 'same-origin',
} as const

export function answerJson(body: object): Response {
  return Response.json(body, { headers: privateHeaders })
}

/** Done, and nothing to say but cookies and headers. */
export function noContent(cookies: readonly string[] = [], headers: Record<string, string> = {}): Response {
  return withCookies(new Response(null, { status: 204, headers: { ...headers, ...privateHeaders } }), cookies)
}

/** Go there instead. `location` is a path of ours, or an address of the provider's. */
export function redirect(location: string, cookies: readonly string[] = []): Response {
  const headers = { ...privateHeaders, Location: location }
  return withCookies(new Response(null, { status: 302, headers }), cookies)
}

/**
 * A refusal in the shape of Twilio's error bodies, so that whoever reads the one can read the other.
 * @param message one sentence for the reader; never holds what the visitor sent
 */
export function refuse(status: number, message: string, headers: Record<string, string> = {}): Response {
  return Response.json(
    { code: null, message, status },
    { status, headers: { ...headers, ...privateHeaders } },
  )
}

/** 401: nobody has signed in, or not any more. Told from Twilio's own 401s by its `WWW-Authenticate`. */
export function signInFirst(message = 'You are signed out: sign in to go on.'): Response {
  return refuse(401, message, { 'WWW-Authenticate': signInScheme })
}

export function refuseMethod(allowed: string): Response {
  return refuse(405, `This address takes only ${allowed}.`, { Allow: allowed })
}

export function refuseForeign(): Response {
  return refuse(403, 'Flowdesk answers only its own pages, not those of other sites.')
}

function withCookies(response: Response, cookies: readonly string[]): Response {
  for (const cookie of cookies) response.headers.append('Set-Cookie', cookie)
  return response
}
