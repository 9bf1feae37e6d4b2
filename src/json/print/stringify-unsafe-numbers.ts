import { scanNumber, scanString } from '#json/parse/tokenizer.ts'

/**
 * Turns every number that JavaScript would write with other digits (integers above 2^53, `12.50`, `1e2`) into a string of
 * its digits, so that parsing loses none. Returns invalid JSON unchanged.
 */
export function stringifyUnsafeNumbers(json: string): string {
  let quoted = ''
  let copied = 0
  for (let index = 0; index < json.length;) {
    const unit = json.charCodeAt(index)
    const isNumber = unit === 0x2d || (unit >= 0x30 && unit <= 0x39)
    const end = unit === 0x22 ? scanString(json, index) : isNumber ? scanNumber(json, index) : index + 1
    if (end < 0) return json
    const number = isNumber ? json.slice(index, end) : ''
    if (isNumber && String(Number(number)) !== number) {
      quoted += `${json.slice(copied, index)}"${number}"`
      copied = end
    }
    index = end
  }
  return quoted + json.slice(copied)
}
