/** The prefix of a SID with some of its digits, where a line may have ended. A prefix alone may be a word. */
const start =
  /(?<![A-Za-z0-9])(?:FN|FW|(?:[A-Z]{2}|(?=[A-Za-z]?[G-Zg-z])[A-Za-z]{2})(?=[0-9a-fA-F]))[0-9a-fA-F]{0,31}(?![0-9A-Za-z])/g

/** The end of a line, or the blank that a search box makes of it; `>` and `|` before quoted lines; `=` of quoted-printable. */
const lineBreak = /(?:[\s>|=\p{Cf}]|\\[nr]){1,80}/uy
const digits = /[0-9a-fA-F]{1,32}(?![0-9A-Za-z])/y

const prefixLength = 2
const sidLength = 34
/** More parts, as in a narrow column, are unlikely. */
const maxParts = 8

/**
 * Joins SIDs that a mail or a terminal has wrapped: "FN0123…\n> …cdef". Only where the parts have 32 digits together, so
 * that no other words are joined.
 */
export function joinWrappedSids(text: string): string {
  let joined = ''
  let copiedUpTo = 0
  for (const { 0: first, index } of text.matchAll(start)) {
    if (index < copiedUpTo) continue
    let sid = first
    let end = index + first.length
    for (let part = 1; part < maxParts && sid.length < sidLength; part++) {
      const next = partAfterBreak(text, end)
      if (next === null || (first.length === prefixLength && next.part.length < sidLength - prefixLength))
        break
      sid += next.part
      end = next.end
    }
    if (sid.length !== sidLength) continue
    joined += text.slice(copiedUpTo, index) + sid
    copiedUpTo = end
  }
  return joined + text.slice(copiedUpTo)
}

function partAfterBreak(text: string, index: number): { part: string; end: number } | null {
  lineBreak.lastIndex = index
  if (!lineBreak.test(text)) return null
  digits.lastIndex = lineBreak.lastIndex
  const part = digits.exec(text)?.[0]
  return part === undefined ? null : { part, end: digits.lastIndex }
}
