const quote = 0x22
const backslash = 0x5c
const lineFeed = 0x0a
const carriageReturn = 0x0d

/**
 * Removes the line breaks between tokens and keeps everything else as sent. A line break within a string, which is
 * invalid JSON, becomes its escape.
 */
export function toSingleLine(json: string): string {
  if (!/[\r\n]/.test(json)) return json
  let line = ''
  let from = 0
  let inString = false
  for (let index = 0; index < json.length; index++) {
    const unit = json.charCodeAt(index)
    if (unit === lineFeed || unit === carriageReturn) {
      line += json.slice(from, index)
      if (inString) line += unit === lineFeed ? '\\n' : '\\r'
      from = index + 1
    } else if (unit === quote) inString = !inString
    // Skips the escaped character, unless it is a line break.
    else if (unit === backslash && inString && !/[\r\n]/.test(json.charAt(index + 1))) index++
  }
  return line + json.slice(from)
}
