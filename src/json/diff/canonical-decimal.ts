/**
 * The canonical form of a JSON number: two numbers have the same value if, and only if, their canonical forms are equal.
 * Works on the digits without arithmetic, so it is exact: `1.0`, `10e-1` and `1` are equal, `1e400` and `1e401` are not.
 */
export function canonicalDecimal(text: string): string {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text) ?? []
  const digits = (whole + fraction).replace(/^0+/, '')
  let end = digits.length
  // Not `/0+$/`: its time grows with the square of the digits.
  while (digits[end - 1] === '0') end--
  const significant = digits.slice(0, end)
  // −0 and 0 are the same value.
  if (significant === '') return '0'
  const power = BigInt(exponent) - BigInt(fraction.length) + BigInt(digits.length - significant.length)
  return `${sign}${significant}e${power}`
}
