/** Whether a host name or address means this very machine. `host` as a setting or a URL's `hostname` has it. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host)
}

/** A host as a URL writes it: an IPv6 address stands in brackets there. */
export function hostInUrl(host: string): string {
  return host.includes(':') ? `[${host}]` : host
}
