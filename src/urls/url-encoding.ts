/** Escapes of characters that a query and a fragment may contain unescaped (RFC 3986, `query`), for readable URLs. */
const readableEscapes = /%(?:2C|3A|2F|40|24|3B)/g

/** Encodes a value for a query or a fragment. A lone surrogate becomes U+FFFD. */
function encodeUrlText(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replaceAll(readableEscapes, decodeURIComponent)
}

/** The query, including "?", of all values except null; empty without values. */
export function serializeQuery(values: Readonly<Record<string, string | null>>): string {
  const pairs = Object.entries(values).flatMap(([key, value]) =>
    value === null ? [] : [`${key}=${encodeUrlText(value)}`],
  )
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`
}

/** The fragment with the search text, including "#"; empty without a text. */
export function searchFragment(text: string): string {
  return text === '' ? '' : `#q=${encodeUrlText(text)}`
}

/** The search text in a fragment; empty without one. */
export function searchTextIn(hash: string): string {
  return parseFragment(hash).find(([key]) => key.toLowerCase() === 'q')?.[1] ?? ''
}

/** A percent-encoded character: UTF-8 of one to four bytes. */
const escapedChar =
  /%[0-7][0-9a-f]|%[cd][0-9a-f]%[89ab][0-9a-f]|%e[0-9a-f](?:%[89ab][0-9a-f]){2}|%f[0-7](?:%[89ab][0-9a-f]){3}/gi

/**
 * The pairs of a fragment ("#q=refund"). A plus is a plus, not a space. An escape that is no character stands for itself:
 * people also type "50%" into a link.
 */
export function parseFragment(hash: string): [key: string, value: string][] {
  return hash
    .replace(/^#/, '')
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const [key = ''] = pair.split('=', 1)
      return [decodeChars(key), decodeChars(pair.slice(key.length + 1))]
    })
}

const decodeChars = (text: string): string => text.replaceAll(escapedChar, decodeOrKeep)

/** UTF-8 has no surrogates, no longer forms of a character, and nothing above U+10FFFF. */
function decodeOrKeep(escaped: string): string {
  try {
    return decodeURIComponent(escaped)
  } catch {
    return escaped
  }
}
