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

/** The search text in a fragment. */
export const searchTextIn = (hash: string): string => fragmentValue(hash, 'q')

/** The value of a key in a fragment ("#q=refund"). A plus is a plus, not a space. Empty if absent or malformed. */
function fragmentValue(hash: string, key: string): string {
  const pair = hash
    .replace(/^#/, '')
    .split('&')
    .find((each) => each.startsWith(`${key}=`))
  try {
    return decodeURIComponent(pair?.slice(key.length + 1) ?? '')
  } catch {
    return ''
  }
}
