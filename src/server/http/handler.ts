/** The common type of the proxy, the emulator and the static files. */
export type Handler = (request: Request) => Promise<Response>

/** What a `Request` does not contain: where it came from, where it arrived, and how its response ended. */
export type ConnectionInfo = {
  /** The socket's remote address. Behind a load balancer, the balancer's. */
  peer: string
  /** The local port it arrived at. */
  port: number
  /** Names of the headers that came more than once, in lower case; in a `Request` they are joined. */
  repeatedHeaders?: ReadonlySet<string>
  /** Calls back once the response has ended. */
  onEnd: (callback: (end: ResponseEnd) => void) => void
}

/**
 * How a response ended: its status (null where the client left before there was one), and whether all of it was sent.
 */
export type ResponseEnd = { status: number | null; isComplete: boolean }

/** A handler for a connection's requests. Any `Handler` is one. */
export type RequestHandler = (request: Request, connection: ConnectionInfo) => Promise<Response>

/** Whether a path is `/api` or below. */
export function isApiPath(pathname: string): boolean {
  return pathname === '/api' || pathname.startsWith('/api/')
}

/** Whether a path belongs to the sign-in at a provider. */
export function isAuthPath(pathname: string): boolean {
  return pathname.startsWith('/auth/')
}

/** Whether a path is the endpoint of the Model Context Protocol. */
export function isMcpPath(pathname: string): boolean {
  return pathname === '/mcp'
}

/** Whether a path is for monitoring and load balancers. */
export function isProbePath(pathname: string): boolean {
  return pathname === '/healthz' || pathname === '/readyz' || pathname === '/metrics'
}

/** Whether a host name or address means this machine. @param host from a setting, or a URL's `hostname` */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host)
}

/** A host for a URL: an IPv6 address gets brackets. */
export function hostInUrl(host: string): string {
  return host.includes(':') ? `[${host}]` : host
}
