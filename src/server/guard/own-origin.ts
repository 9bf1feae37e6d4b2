import { isLoopback } from '#server/http/handler.ts'

/**
 * Flowdesk's own origin as this request addresses it, or null where its `Host` is not ours. When another site points its
 * own name at this server (DNS rebinding), the browser sees one origin; only the name gives it away. Ours is
 * `PUBLIC_URL`, or on this machine every loopback name with the port the request arrived at.
 */
export function resolveOwnOrigin(
  request: Request,
  { publicUrl, port }: { publicUrl: URL | null; port: number },
) {
  const requestUrl = new URL(request.url)
  const host = request.headers.get('host') ?? requestUrl.host
  // Browsers leave out the default port of the scheme. TLS ends before us, so the public scheme decides.
  const url = `${publicUrl?.protocol ?? 'http:'}//${host}`
  // The request line may contain another host than the header.
  if (!URL.canParse(url) || new URL(`${requestUrl.protocol}//${host}`).host !== requestUrl.host) return null
  const { hostname, origin, port: givenPort } = new URL(url)
  if (publicUrl !== null) return origin === publicUrl.origin ? origin : null
  return isLoopback(hostname) && Number(givenPort || 80) === port ? origin : null
}
