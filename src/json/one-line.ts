const quote = 0x22
const backslash = 0x5c
const lineFeed = 0x0a
const carriageReturn = 0x0d

/**
 * The same JSON on one line: without the line breaks between its tokens, everything else as it was sent. One within a
 * string, where JSON allows none, is written as the escape that says it.
 */
export function oneLine(json: string): string {
  if (!/[\r\n]/.test(json)) return json
  let line = ''
  let from = 0
  let inString = false
  for (let at = 0; at < json.length; at++) {
    const unit = json.charCodeAt(at)
    if (unit === lineFeed || unit === carriageReturn) {
      line += json.slice(from, at)
      if (inString) line += unit === lineFeed ? '\\n' : '\\r'
      from = at + 1
    } else if (unit === quote) inString = !inString
    // What follows it means nothing here, unless it is a line break.
    else if (unit === backslash && inString && !/[\r\n]/.test(json.charAt(at + 1))) at++
  }
  return line + json.slice(from)
}
