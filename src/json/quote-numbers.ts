import { scanNumber, scanString } from './scan.ts'

/**
 * JSON text in which every number JavaScript would write with other digits (an integer past 2^53, `12.50`, `1e2`) is a
 * string of its digits, so that whoever parses it loses none. Text that is no JSON comes back as it was.
 */
export function quoteNumbers(json: string): string {
  let quoted = ''
  let copied = 0
  for (let at = 0; at < json.length;) {
    const unit = json.charCodeAt(at)
    const isNumber = unit === 0x2d || (unit >= 0x30 && unit <= 0x39)
    const end = unit === 0x22 ? scanString(json, at) : isNumber ? scanNumber(json, at) : at + 1
    if (end < 0) return json
    const number = isNumber ? json.slice(at, end) : ''
    if (isNumber && String(Number(number)) !== number) {
      quoted += `${json.slice(copied, at)}"${number}"`
      copied = end
    }
    at = end
  }
  return quoted + json.slice(copied)
}
