/** Who may come in of those a provider knows: one match is enough. All in lower case. */
export type Allowed = {
  domains: readonly string[]
  emails: readonly string[]
  groups: readonly string[]
}

/** The values of `OIDC_ALLOWED_DOMAINS`, `…_EMAILS` and `…_GROUPS`; null where not given. */
export type AllowedTexts = { domains: string | null; emails: string | null; groups: string | null }

/** Who may come in, or a sentence that says what is wrong with the settings and holds nothing of them. */
export function readAllowed(texts: AllowedTexts): { allowed: Allowed } | { wrong: string } {
  const allowed = {
    domains: readList(texts.domains),
    emails: readList(texts.emails),
    groups: readList(texts.groups),
  }
  if (!allowed.domains.every((domain) => /^[^\s@*]+\.[^\s@*]+$/.test(domain) && !/^\.|\.$/.test(domain))) {
    return {
      wrong:
        'OIDC_ALLOWED_DOMAINS must be a comma list of whole e-mail domains such as example.com: no @, no *, and each subdomain by itself.',
    }
  }
  if (!allowed.emails.every(isEmail)) {
    return { wrong: 'OIDC_ALLOWED_EMAILS must be a comma list of e-mail addresses.' }
  }
  if (Object.values(allowed).every((list) => list.length === 0)) {
    return {
      wrong:
        'ACCESS is oidc, but nobody is allowed in: set at least one of OIDC_ALLOWED_DOMAINS, OIDC_ALLOWED_EMAILS and OIDC_ALLOWED_GROUPS.',
    }
  }
  return { allowed }
}

/** @param email only one that the provider has not called unverified */
export function isAllowed(
  { email, groups }: { email: string | null; groups: readonly string[] },
  allowed: Allowed,
): boolean {
  if (groups.some((group) => allowed.groups.includes(lower(group)))) return true
  if (email === null || !isEmail(email)) return false
  const address = lower(email)
  return allowed.emails.includes(address) || allowed.domains.includes(address.slice(address.indexOf('@') + 1))
}

/** Good enough to be compared: with one `@` there is no doubt which part is the domain. */
export function isEmail(text: string): boolean {
  return /^[^\s@]+@[^\s@]+$/.test(text)
}

function readList(text: string | null): string[] {
  const parts = (text ?? '').split(',').map((part) => lower(part.trim()))
  return parts.filter((part) => part !== '')
}

/** Of A to Z only: to Unicode `K` (the Kelvin sign) is an upper-case `k` as well, and would pass for it. */
function lower(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase())
}
