import { isLoopback } from '#server/http/loopback.ts'

/**
 * The origin of ours under which a request came, or null where its `Host` is none of ours. A page of another site that
 * points its own name at this server (DNS rebinding) is of one origin with it to the browser; only the name tells.
 * Ours is `PUBLIC_URL`, or on this machine every loopback name with the port the request came in by.
 */
export function ownOrigin(request: Request, { publicUrl, port }: { publicUrl: URL | null; port: number }) {
  const asked = new URL(request.url)
  const host = request.headers.get('host') ?? asked.host
  // Browsers leave out the port their scheme implies, and TLS ends before us: the scheme that counts is the public one.
  const url = `${publicUrl?.protocol ?? 'http:'}//${host}`
  // A request line may name a host of its own, other than the header's.
  if (!URL.canParse(url) || new URL(`${asked.protocol}//${host}`).host !== asked.host) return null
  const { hostname, origin, port: givenPort } = new URL(url)
  if (publicUrl !== null) return origin === publicUrl.origin ? origin : null
  return isLoopback(hostname) && Number(givenPort || 80) === port ? origin : null
}
