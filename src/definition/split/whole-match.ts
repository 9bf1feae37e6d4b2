/** In characters. Longer patterns and texts are not matched, since matching may take very long. */
const maxPatternLength = 200
const maxTextLength = 200

/** At most this many `*`, `+` and `{…,}`, and this many `?` and `{n,m}`, for the same reason. */
const maxUnbounded = 2
const maxOptional = 4

/** A piece of a pattern that means the same in all dialects of regular expressions. */
const piece =
  /\\[dws.*+?()[\]{}|^$\\/-]|\[\^?(?:[\w !"#$%'()*+,./:;<=>?@^`{|}~-]|\\[dws.*+?()[\]{}|^$\\/-])+\]|\((?:\?:)?|\)|\||\.|[\w !"#%&',/:;<=>@`~-]|[^\0-\x7f]/y

/**
 * Whether a regular expression matches a whole text, without regard to case, as Studio does it. Null if that is not
 * certain: a pattern with anything on which dialects differ, quantifiers within quantifiers, a text with line breaks, or
 * where JavaScript's two modes disagree. The pattern comes from outside, so its running time is bounded.
 */
export function matchesWholly(text: string, pattern: string): boolean | null {
  if (text.length > maxTextLength || pattern.length > maxPatternLength || !isPortable(pattern)) return null
  if (/[\n\r\u0085\u2028\u2029]/.test(text)) return null
  // Classes mean more in some dialects for other scripts.
  if (/\\[dws]/.test(pattern) && /[^\0-\x7f]/.test(text)) return null
  try {
    const results = [(it: string) => `^(?:${it})$`, (it: string) => `^${it}$`].flatMap((whole) => [
      new RegExp(whole(pattern), 'i').test(text),
      new RegExp(whole(pattern), 'iu').test(text),
      // Some dialects compare only plain letters without case.
      ...(/[^\0-\x7f]/.test(pattern)
        ? [new RegExp(whole(plainLower(pattern)), 'u').test(plainLower(text))]
        : []),
    ])
    const [first = null] = results
    return results.every((result) => result === first) ? first : null
  } catch {
    return null
  }
}

function plainLower(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())
}

/** Whether a pattern has only what all dialects share, and few enough quantifiers, none of them around another one. */
function isPortable(pattern: string): boolean {
  const source = pattern.replace(/^\^/, '').replace(/(?<!\\)\$$/, '')
  const counts = { unbounded: 0, optional: 0 }
  /** For each open group, whether it has a quantifier or an alternative. */
  const groups: boolean[] = []
  let isGroupComplex = false
  let index = 0
  while (index < source.length) {
    piece.lastIndex = index
    const token = piece.exec(source)?.[0]
    if (token === undefined) return false
    index += token.length
    if (token.startsWith('(')) groups.push(false)
    if (token === '|' && groups.length > 0) groups[groups.length - 1] = true
    isGroupComplex = false
    if (token === ')') {
      if (groups.length === 0) return false
      isGroupComplex = groups.pop() ?? false
      if (isGroupComplex && groups.length > 0) groups[groups.length - 1] = true
    }
    const quantifier = /^(?:[*+?]|\{\d{1,2}(?:,\d{0,2})?\})/.exec(source.slice(index, index + 8))?.[0]
    if (quantifier === undefined) continue
    if (token.startsWith('(') || token === '|' || isGroupComplex) return false
    index += quantifier.length
    // `*?` and `*+` differ between dialects.
    if (/^[*+?{]/.test(source.slice(index))) return false
    if (groups.length > 0) groups[groups.length - 1] = true
    if (!/^\{\d+\}$/.test(quantifier))
      counts[/^\?$|^\{\d+,\d+\}$/.test(quantifier) ? 'optional' : 'unbounded']++
    const [, from, to] = /^\{(\d+),(\d+)\}$/.exec(quantifier) ?? []
    if (from !== undefined && Number(to) - Number(from) > 9) counts.unbounded++
  }
  return groups.length === 0 && counts.unbounded <= maxUnbounded && counts.optional <= maxOptional
}
