/** The value of `OIDC_ISSUER`, or a sentence that says what is wrong with it and holds nothing of it. */
export function readIssuer(text: string): { issuer: URL } | { wrong: string } {
  const url = URL.canParse(text) ? new URL(text) : null
  const wrong = url === null ? 'is not a URL' : whatIsWrong(url)
  if (url !== null && wrong === null) return { issuer: url }
  return {
    wrong: `OIDC_ISSUER ${wrong}: write it as the provider gives it, like https://login.example.com/realm.`,
  }
}

/** Whether what is said to the provider may be read on the way: only on this very machine. */
export function isPlain(issuer: URL): boolean {
  return issuer.protocol === 'http:'
}

function whatIsWrong(url: URL): string | null {
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'is not an https URL'
  if (url.username || url.password) return 'holds a user or password'
  if (url.search || url.hash) return 'holds a query or fragment'
  if (isPlain(url) && !/^(localhost|\[::1\]|127(\.\d{1,3}){3})$/.test(url.hostname)) {
    return 'is plain http, over which the client secret could be read on the way; only this machine may be asked so'
  }
  return null
}
