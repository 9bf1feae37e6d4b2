/** What URLs hold as it is in a query and a fragment, and people read more easily so (RFC 3986, `query`). */
const readable = /%(?:2C|3A|2F|40|24|3B)/g

/** Encodes a value for a query or for the fragment. Half a surrogate pair, which no URL can hold, becomes U+FFFD. */
export function encodeText(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replaceAll(readable, decodeURIComponent)
}

/** The query with its "?", of the values there are; empty when there is none. */
export function printQuery(values: Readonly<Record<string, string | null>>): string {
  const pairs = Object.entries(values).flatMap(([key, value]) =>
    value === null ? [] : [`${key}=${encodeText(value)}`],
  )
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`
}

/** The value of a key in a fragment ("#q=refund"), in which a plus is a plus; empty when it is absent or broken. */
export function fragmentValue(hash: string, key: string): string {
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
