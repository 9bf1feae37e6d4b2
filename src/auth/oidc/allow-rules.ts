/** Which of a provider's users may sign in: one match is enough. All values are in lower case. */
export type AllowRules = {
  domains: readonly string[]
  emails: readonly string[]
  groups: readonly string[]
}

/** The values of `OIDC_ALLOWED_DOMAINS`, `…_EMAILS` and `…_GROUPS`; null where not given. */
export type AllowRuleSettings = { domains: string | null; emails: string | null; groups: string | null }

/** Parses the `OIDC_ALLOWED_…` settings. The error never contains a value. */
export function parseAllowRules(settings: AllowRuleSettings): { allowed: AllowRules } | { error: string } {
  const allowed = {
    domains: parseList(settings.domains),
    emails: parseList(settings.emails),
    groups: parseList(settings.groups),
  }
  if (!allowed.domains.every((domain) => isHostName(domain) && domain.includes('.'))) {
    return {
      error:
        'OIDC_ALLOWED_DOMAINS must be a comma list of whole e-mail domains such as example.com: no @, no *, and each subdomain listed separately.',
    }
  }
  if (!allowed.emails.every((email) => isEmail(email) && isHostName(email.replace(/^.*@/, '')))) {
    return { error: 'OIDC_ALLOWED_EMAILS must be a comma list of e-mail addresses.' }
  }
  if (Object.values(allowed).every((list) => list.length === 0)) {
    return {
      error:
        'ACCESS is oidc, but nobody may sign in: set at least one of OIDC_ALLOWED_DOMAINS, OIDC_ALLOWED_EMAILS and OIDC_ALLOWED_GROUPS.',
    }
  }
  return { allowed }
}

/** @param email null where the provider marks it as unverified */
export function isAllowed(
  { email, groups }: { email: string | null; groups: readonly string[] },
  rules: AllowRules,
): boolean {
  if (groups.some((group) => rules.groups.includes(toAsciiLowerCase(group)))) return true
  if (email === null || !isEmail(email)) return false
  const address = toAsciiLowerCase(email)
  return rules.emails.includes(address) || rules.domains.includes(address.slice(address.indexOf('@') + 1))
}

/** Strict enough for comparing: with exactly one `@` the domain is unambiguous. */
export function isEmail(text: string): boolean {
  return /^[^\s@]+@[^\s@]+$/.test(text)
}

/** Labels of letters, digits, - and _: one with a quote, a semicolon or a slash would never match. */
function isHostName(text: string): boolean {
  return text.split('.').every((label) => /^[\p{L}\p{M}\p{N}_-]+$/u.test(label))
}

function parseList(text: string | null): string[] {
  const entries = (text ?? '').split(',').map((part) => toAsciiLowerCase(part.trim()))
  return entries.filter((part) => part !== '')
}

/** Lower-cases A to Z only: Unicode also lower-cases the Kelvin sign (U+212A) to `k`, so it would match. */
function toAsciiLowerCase(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase())
}
