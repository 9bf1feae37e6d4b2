/** Parses `OIDC_ISSUER`. The error never contains the value. */
export function parseIssuer(text: string): { issuer: URL } | { error: string } {
  const url = URL.canParse(text) ? new URL(text) : null
  const error = url === null ? 'is not a URL' : validateIssuer(url)
  if (url !== null && error === null) return { issuer: url }
  return {
    error: `OIDC_ISSUER ${error}: write it as the provider gives it, like https://login.example.com/realm.`,
  }
}

/** Whether requests to the provider are unencrypted. Allowed only for a provider on this machine. */
export function isInsecure(issuer: URL): boolean {
  return issuer.protocol === 'http:'
}

function validateIssuer(url: URL): string | null {
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'is not an https URL'
  if (url.username || url.password) return 'contains a user or password'
  if (url.search || url.hash) return 'contains a query or fragment'
  if (isInsecure(url) && !/^(localhost|\[::1\]|127(\.\d{1,3}){3})$/.test(url.hostname)) {
    return 'is plain http, which would expose the client secret and is allowed only for a provider on this machine'
  }
  return null
}
